import { expect, test, until, type Window } from './harness'

interface Planned {
  focus: {
    key: string
    state: string
    gap: string
    sponsor: string | null
    by: string | null
  }
  delivered: { title: string }[]
}

/** Walks with Tab until something is reached whose words begin like this, or that has this role. */
async function tabTo(window: Window, words: string): Promise<void> {
  await until(`Tab to lead to “${words}”`, async () => {
    const here = await window.run(() => {
      const active = document.activeElement
      const texts = [
        active?.getAttribute('aria-label'),
        active?.textContent,
        ...(active?.getAttribute('aria-labelledby')?.split(' ') ?? []).map(
          (id) => document.getElementById(id)?.textContent,
        ),
        ...(active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement
          ? [...(active.labels ?? [])].map((label) => label.textContent)
          : []),
      ]
      return [
        active?.getAttribute('role') ?? '',
        ...texts.map((text) => text?.replace(/\s+/g, ' ').trim() ?? ''),
      ]
    })
    if (here[0] === words || here.slice(1).some((text) => text.startsWith(words))) return true
    await window.press('Tab')
    return false
  })
}

/** Walks with Tab to a control, and presses it. */
async function press(window: Window, words: string): Promise<void> {
  await tabTo(window, words)
  await window.press('Enter')
}

/** Walks with Tab to a choice, and makes it. */
async function choose(window: Window, label: string, option: string): Promise<void> {
  await press(window, label)
  await window.find('option', option)
  // A space would choose.
  await window.type(option.split(' ')[0] ?? '')
  await window.press('Enter')
  await window.gone('option')
}

/** To a tab of Growth: the list of tabs has one place, and arrows walk in it. */
async function tab(window: Window, name: string): Promise<void> {
  await window.press('Ctrl+3')
  await window.find('tab', 'Map')
  await tabTo(window, 'Map')
  for (let step = 0; step < 6; step++) {
    const current = await window.run(
      () => document.querySelector('[role=tab][data-state=active]')?.textContent.trim() ?? '',
    )
    if (current === name) return
    await window.press('Right')
  }
  throw new Error(`no tab ${name}`)
}

test('a focus is planned, delivered and finished with the keyboard alone', async ({ user, open }) => {
  await user.begins()
  await user.writes('I wrote the page.', '--title', 'One page', '--kind', 'win', '--competency', 'strategy:3')
  const plan = async () =>
    JSON.parse(await user.helmlog('plan', '--json')) as Record<'open' | 'closed', Planned[]>
  const window = await open()
  await window.find('textbox', 'What happened')
  await tab(window, 'Plan')
  await window.reads('Nothing is planned yet')
  await tabTo(window, 'Add a focus')
  await window.press('Enter')
  await window.find('dialog', 'Add a focus')
  await tabTo(window, 'Choose')
  await window.press('Enter')
  await window.find('option', 'Vision and strategy')
  await window.type('Vision')
  await window.press('Enter')
  await window.press('Tab')
  await window.type('Nothing since January.')
  await window.press('Tab', 'Tab', 'Tab')
  await window.type('Dana Okafor')
  await window.press('Enter')
  await tabTo(window, '90 days')
  await window.press('Enter')
  await tabTo(window, 'Add')
  await window.press('Enter')
  await window.gone('dialog')
  await window.reads('Nothing since January.')
  await window.find('button', 'One page counts for it')
  await tabTo(window, 'One page counts for it')
  await window.press('Enter')
  await until(
    'the entry to deliver it',
    async () => (await plan()).open[0]?.delivered[0]?.title === 'One page',
  )
  const [kept] = (await plan()).open
  expect(kept?.focus).toMatchObject({
    key: 'strategy',
    gap: 'Nothing since January.',
    sponsor: 'Dana Okafor',
  })
  expect(kept?.focus.by).not.toBeNull()
  await tabTo(window, 'Done')
  await window.press('Enter')
  await window.reads('Vision and strategy is done.')
  expect((await plan()).closed[0]?.focus.state).toBe('done')
  await window.press('Alt+Left')
  await until('the tab before', async () =>
    window.run(() => document.querySelector('[role=tab][data-state=active]')?.textContent.trim() !== 'Plan'),
  )
})

test('three are enough, and an entry says what it counts for', async ({ user, open }) => {
  await user.begins()
  const entry = await user.writes('I wrote the page.', '--title', 'One page', '--competency', 'strategy:3')
  for (const key of ['strategy', 'network', 'metrics']) await user.helmlog('plan', 'add', key)
  const window = await open()
  await window.go('Growth')
  await window.click('tab', 'Plan')
  await window.reads('Finish or drop one before the next.')
  expect(await window.all('button', 'Add a focus')).toEqual([])
  await window.click('button', 'One page')
  await window.reads('Does it count for your plan, Vision and strategy?')
  await window.click('button', 'It counts for Vision and strategy')
  await window.reads('Counts for your plan: Vision and strategy')
  const { open: worked } = JSON.parse(await user.helmlog('plan', '--json')) as {
    open: { focus: { entries: string[] } }[]
  }
  expect(worked[0]?.focus.entries).toEqual([entry])
})

test('a row of the map opens wherever it is pressed, and charts have a table', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Growth')
  await window.clickShown('tbody tr:nth-child(2) td:last-child')
  await window.find('heading', 'High-performing teams')
  await window.press('Escape')
  await window.click('tab', 'Coverage')
  await window.click('button', 'Table of entries by month')
  expect(await window.names('columnheader')).toEqual(
    expect.arrayContaining(['Wins', 'Challenges', 'Together']),
  )
  await window.click('tab', 'Assessments')
  await window.click('button', 'Table of Vision and strategy')
  await window.reads('I rate what you showed since the last review.')
  await window.click('tab', 'Path')
  await window.click('checkbox', "The committee's answer")
  const reached = async () =>
    (
      JSON.parse(await user.helmlog('path', '--json')) as {
        milestones: { value: { name: string; reached: string | null } }[]
      }
    ).milestones.find(({ value }) => value.name === "The committee's answer")?.value.reached
  await until('the milestone to be reached', reached)
})

test('how one is seen is told with the keyboard alone', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await tab(window, 'Assessments')
  await window.reads('Nobody has said how they see you')
  await press(window, 'Add an assessment')
  await window.find('dialog', 'Add an assessment')
  await choose(window, 'Competency', 'Vision and strategy')
  await choose(window, 'Who says it', 'A peer')
  await tabTo(window, 'Name')
  await window.type('Dana Okafor')
  await window.press('Enter')
  // A group of choices has one place among the fields, and arrows walk in it.
  await tabTo(window, 'radio')
  await window.press('Down', 'Down', 'Space')
  await tabTo(window, 'Why')
  await window.type('She sets a direction that others decide by.')
  await press(window, 'Add')
  await window.gone('dialog')
  await window.reads('Vision and strategy')
  const { assessments } = JSON.parse(await user.helmlog('growth', '--json')) as {
    assessments: {
      assessments: {
        voice: string
        person: string | null
        level: number
        note: string
      }[]
    }[]
  }
  expect(assessments[0]?.assessments[0]).toMatchObject({
    voice: 'peer',
    person: 'Dana Okafor',
    level: 3,
    note: 'She sets a direction that others decide by.',
  })
})

test('the rung that is held, the one aimed at and a milestone are told with the keyboard alone', async ({
  user,
  open,
}) => {
  await user.begins()
  const path = async () =>
    JSON.parse(await user.helmlog('path', '--json')) as {
      role: string
      target: string
      milestones: { value: { name: string; reached: string | null } }[]
    }
  const window = await open()
  await window.find('textbox', 'What happened')
  await tab(window, 'Path')
  await press(window, 'Say where you are')
  await window.find('dialog', 'Rungs and target')
  await choose(window, 'Rung now', 'Senior PM')
  await press(window, 'Choose a day')
  await window.find('grid')
  await press(window, String(new Date().getDate()))
  await window.gone('grid')
  await choose(window, 'Aiming at', 'Director')
  await press(window, 'Save')
  await window.gone('dialog')
  await until('the rungs', async () => (await path()).target === 'Director')
  expect((await path()).role).toBe('Senior PM')
  await press(window, 'Add a milestone')
  await window.find('dialog', 'Add a milestone')
  await tabTo(window, 'What is to be reached')
  await window.type('A second team')
  await press(window, 'Add')
  await window.gone('dialog')
  await tabTo(window, 'A second team')
  await window.press('Space')
  await until('the milestone to be reached', async () => (await path()).milestones[0]?.value.reached)
  await tabTo(window, 'More about A second team')
  await window.press('Enter')
  await window.find('menuitem', 'Take off the path')
  await window.press('Down', 'Enter')
  await window.reads('The milestone is off the path.')
  await press(window, 'Undo')
  await window.find('checkbox', 'A second team')
})

test('a focus that was dropped stays, and is worked on again', async ({ user, open }) => {
  await user.begins()
  await user.helmlog('plan', 'add', 'strategy', '--gap', 'Nothing since January.')
  const states = async () => {
    const plan = JSON.parse(await user.helmlog('plan', '--json')) as Record<'open' | 'closed', Planned[]>
    return [plan.open, plan.closed].map((side) => side.map(({ focus }) => focus.state))
  }
  const window = await open()
  await window.find('textbox', 'What happened')
  await tab(window, 'Plan')
  await window.reads('Nothing since January.')
  await press(window, 'Drop')
  await window.reads('Vision and strategy is dropped. It stays below.')
  expect(await states()).toEqual([[], ['dropped']])
  await press(window, 'Vision and strategy Dropped')
  await press(window, 'Work on it again')
  await until('it to be worked on', async () => (await states())[0]?.[0] === 'open')
})
