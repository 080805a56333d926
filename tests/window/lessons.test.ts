import { expect, test, until, type User, type Window } from './harness'

interface Due {
  id: string
  sentence: string
}

const due = async (user: User) => JSON.parse(await user.helmlog('lessons', 'due', '--json')) as Due[]

/** The screen, with the focus in the field of the first lesson. */
async function lessons(window: Window): Promise<void> {
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+4')
  await window.find('textbox', 'What do you remember?')
}

test('a lesson is recalled before it is shown, and what is thought of it can be taken back', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  const [first, second] = await due(user)
  const window = await open()
  await lessons(window)
  expect(await window.words()).not.toContain(first?.sentence)
  await window.click('textbox', 'What do you remember?')
  await window.type('A second number.')
  await window.press('Ctrl+Enter')
  await window.reads(first?.sentence ?? '')
  // The first verdict has the focus now.
  await window.press('Enter')
  await window.reads('Kept: still true.')
  await until('one lesson to be due', async () => (await due(user)).length === 1)
  expect((await due(user))[0]?.id).toBe(second?.id)
  await window.click('button', 'Undo')
  await until('both to be due again', async () => (await due(user)).length === 2)
})

test('a changed lesson opens at its sentence', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await lessons(window)
  await window.click('button', /^Show the lesson/)
  await window.click('button', 'Changed')
  await window.find('textbox', 'The lesson in one sentence')
  await window.type(' And look a third time.')
  await window.saved()
  await until('one lesson to be due', async () => (await due(user)).length === 1)
})

test('the result of a win and the end of a decision are told where they are asked for', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  const asked = async () =>
    JSON.parse(await user.helmlog('followups', 'due', '--json')) as {
      id: string
      kind: string
    }[]
  const before = await asked()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+4')
  await window.typeInto('textbox', /^Now/, '26')
  await window.press('Enter')
  await window.reads('The result stands in the win.')
  await window.typeInto('textbox', 'What happened', 'It held.')
  await window.click('button', 'Cannot tell')
  await window.reads('It stands in the decision.')
  await until('two fewer to be asked for', async () => (await asked()).length === before.length - 2)
  const decision = before.find(({ kind }) => kind === 'decision')
  expect(await user.helmlog('show', decision?.id ?? '')).toContain('cannot tell')
})

test('a resolved challenge offers the lesson in its editor, with where it came from', async ({
  user,
  open,
}) => {
  await user.begins()
  const challenge = await user.writes('Two teams, one page.', '--kind', 'challenge', '--title', 'Two owners')
  const window = await open()
  await window.go('Journal')
  await window.clickShown('[data-entry]')
  await window.click('button', 'Edit')
  await window.click('button', 'Cause and next step')
  await window.click('checkbox', 'Resolved')
  await window.click('button', 'Write the lesson')
  await window.find('textbox', 'The lesson in one sentence')
  await window.typeInto('textbox', 'The lesson in one sentence', 'Name one owner.')
  await window.saved()
  const lesson = (await user.entries()).find(({ kind }) => kind === 'lesson')
  expect(lesson?.links).toEqual([{ kind: 'source', to: challenge }])
})

test('challenges, or one entry alone, are kept out of what comes back', async ({ user, open }) => {
  await user.begins()
  await user.writes('A hard day.', '--kind', 'challenge', '--title', 'Hard')
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+,')
  await window.click('checkbox', 'Keep challenges out of what comes back')
  await window.click('checkbox', 'Friday')
  await window.go('Lessons')
  await window.click('button', 'Look back at the week')
  await window.reads('One entry is not shown')
  await window.go('Journal')
  await window.clickShown('[data-entry]')
  await window.click('button', 'More')
  await window.click('menuitem', 'Do not bring it back')
  await window.reads('Does not come back by itself')
})

test('what was written on this day a year ago is on Today, and the keyboard leads to it', async ({
  user,
  open,
}) => {
  await user.begins()
  const today = new Date()
  // Of the last day of a leap year's February there is none a year ago.
  const years = today.getMonth() === 1 && today.getDate() === 29 ? 4 : 1
  const day = [today.getFullYear() - years, today.getMonth() + 1, today.getDate()]
  const date = day.map((part) => String(part).padStart(2, '0')).join('-')
  const win = await user.writes('We shipped it.', '--on', date, '--kind', 'win', '--title', 'Shipped')
  const window = await open()
  await window.find('region', 'On this day')
  await window.reads(`${String(day[0])}: “Shipped”`)
  await until('the focus to reach it', async () => {
    await window.press('Tab')
    return window.run(() => document.activeElement?.textContent?.startsWith('Read it') === true)
  })
  await window.press('Enter')
  await window.find('heading', 'Shipped')
  expect((await user.entries())[0]?.id).toBe(win)
})

test('how often one is right is told in a chart, and in a table behind it', async ({ user, open }) => {
  await user.begins('sample')
  const { calibration } = JSON.parse(await user.helmlog('decisions', '--json')) as {
    calibration: {
      brier: number
      resolved: number
      bins: { came_true: number; forecasts: number }[]
    }
  }
  expect(calibration.resolved).toBeGreaterThanOrEqual(10)
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+4')
  // How many are due is known a moment later.
  await window.find('tab', /^Due( \d+)?$/)
  await until('the tabs to have the focus', async () => {
    await window.press('Tab')
    return window.run(() => document.activeElement?.getAttribute('role') === 'tab')
  })
  await window.press('Right')
  await window.press('Right')
  await window.find('figure', 'Said against came true')
  await window.reads(`Brier score over ${String(calibration.resolved)} forecasts`)
  await window.reads(calibration.brier.toFixed(2))
  const rows = await window.run(() =>
    [...document.querySelectorAll('figure table tbody tr')].map((row) => row.lastElementChild?.textContent),
  )
  expect(rows).toEqual(
    calibration.bins.map(({ came_true, forecasts }) => `${String(came_true)} of ${String(forecasts)}`),
  )
})
