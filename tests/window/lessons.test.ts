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
