import { expect, test, until, type Window } from './harness'

const told =
  'Told the CFO on Friday that the launch slips three weeks, before the numbers forced me to. She pushed back hard, then asked what I needed.'

/** What has the focus, by what it is called. */
const focused = (window: Window) => window.run(() => document.activeElement?.getAttribute('aria-label'))

/** Where the first line of the text stands. */
const place = (window: Window) =>
  window.run(() => document.querySelector('.cm-line')?.getBoundingClientRect().top ?? 0)

test('Tab takes the competency that is suggested, with the words that caused it', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.find('textbox', 'What happened')
  const before = await place(window)
  await window.type(told)
  await window.find('button', /^Stakeholder management/)
  await window.reads('because “CFO”, “pushed back”')
  expect(await place(window), 'the text stays where it is').toBe(before)
  await window.press('Tab')
  await window.reads(/Now evidence for Stakeholder management/)
  expect(await focused(window), 'the cursor stays in the text').toBe('What happened')
  await window.saved()
  const entry = (await user.entries()).find(({ body }) => body === told)
  expect(entry?.competencies.map(({ key }) => key)).toEqual(['stakeholders'])
  // The key is the editor's again.
  await window.press('Tab')
  expect(await focused(window)).not.toBe('What happened')
})

test('Escape refuses a suggestion for good, and Shift Tab leaves it alone', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type(told)
  await window.find('button', /^Stakeholder management/)
  // For the whole text: for the half of it that a pause may have come after, something else may be likelier.
  await window.reads('because “CFO”, “pushed back”')
  await window.press('Shift+Tab')
  expect(await focused(window)).not.toBe('What happened')
  await window.press('Tab')
  expect(await focused(window)).toBe('What happened')
  await window.press('Escape')
  await until(
    'it to be gone',
    async () => (await window.all('button', /^Stakeholder management/)).length === 0,
  )
  await window.type(' It took an hour.')
  await window.saved()
  await window.reload()
  await until('the words to come back', async () => (await window.moment()).text.startsWith(told))
  const [entry] = await user.entries()
  expect(entry?.competencies).toEqual([])
  const suggested = JSON.parse(await user.helmlog('suggest', entry?.id ?? '', '--json')) as { key: string }[]
  expect(suggested.map(({ key }) => key)).not.toContain('stakeholders')
})

test('a question is answered by one key, sets kind and competency, and is no part of the text', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  const window = await open()
  await window.find('textbox', 'What happened')
  const ask = () => window.run(() => document.querySelector('.prompt p')?.textContent ?? '')
  await until('a question', async () => (await ask()) !== '')
  const first = await ask()
  await window.press('Alt+Down')
  await until('another question', async () => (await ask()) !== first)
  const second = await ask()
  const count = await user.count()
  await window.press('Alt+Enter')
  await window.reads(second)
  expect(await user.count(), 'nothing is stored yet').toBe(count)
  await window.type('An answer in one line.')
  await window.saved()
  const entry = (await user.entries()).find(({ body }) => body === 'An answer in one line.')
  const prompts = JSON.parse(await user.helmlog('prompts', '--limit', '5', '--json')) as {
    ask: string
    kind: string
    competency: string
  }[]
  const asked = prompts.find((prompt) => prompt.ask === second)
  expect(entry?.kind).toBe(asked?.kind)
  expect(entry?.competencies.map(({ key }) => key)).toEqual([asked?.competency])
})

test('a template begins a text with the cursor in its first blank, or asks for the fields of its kind', async ({
  user,
  open,
}) => {
  await user.begins()
  const window = await open()
  await window.find('button', 'Template')
  await window.press('Ctrl+Shift+t')
  await window.click('menuitem', 'STAR story')
  await until('the cursor in the text', async () => (await focused(window)) === 'What happened')
  await window.type('Two teams, one date.')
  await window.saved()
  const [star] = await user.entries()
  expect(star?.kind).toBe('win')
  expect(star?.body).toMatch(/^## Situation\nTwo teams, one date\.\n\n## Task\n/)
  await window.press('Ctrl+Enter')
  await until('an empty editor', async () => (await window.moment()).text === '')
  await window.press('Ctrl+Shift+t')
  await window.click('menuitem', 'After-action review')
  await window.find('textbox', 'What I expected')
  await window.type('Ten days.')
  await until('the field to be stored', async () => (await user.count()) === 2)
  const [review] = (await user.entries()).filter(({ kind }) => kind === 'challenge')
  expect(review?.body).toBe('')
})

test('one keeps a template of one’s own, and takes it away with a way back', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('Who was there')
  await window.find('button', 'Template')
  await window.press('Ctrl+Shift+t')
  await window.click('menuitem', 'Keep this text as a template')
  await window.typeInto('textbox', 'Name', 'Steering')
  await window.press('Enter')
  await window.reads('“Steering” is a template now.')
  await window.go('Settings')
  await window.click('button', 'Remove Steering')
  await window.reads('You have none yet')
  // The way back from keeping it stands there as well.
  await (await window.all('button', 'Undo')).at(-1)?.click()
  await window.find('button', 'Change Steering')
  expect(await user.helmlog('templates')).toMatch(/Steering/)
})

test('in the evening the day stands beside a few questions, and blanks leave no trace', async ({
  user,
  open,
}) => {
  await user.begins()
  await user.writes('Stopped the pricing test at n = 400.', '--kind', 'decision', '--competency', 'metrics:2')
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+Shift+e')
  await window.reads(/captured today/i)
  await window.find('textbox', /^You decided something today/)
  const fields = await window.all('textbox', /./)
  expect(fields.length).toBe(4)
  await until('the cursor in the first answer', async () =>
    ((await focused(window)) ?? '').startsWith('You decided'),
  )
  await window.type('Design does not know yet.')
  await window.click('button', 'About: Stopped the pricing test at n = 400.')
  await until('the answer to be stored', async () => (await user.count()) === 2)
  const answer = (await user.entries()).find(({ body }) => body.startsWith('Design'))
  await until('its link', async () => (await user.entry(answer?.id ?? '')).links.length === 1)
  expect(answer?.kind).toBe('reflection')
  await window.click('button', 'Done')
  await window.reads('Design does not know yet.')
  await window.press('Ctrl+Shift+e')
  await until(
    'the answer to be there again',
    async () => (await window.moment()).text.trim() === 'Design does not know yet.',
  )
  expect(await user.count()).toBe(2)
})
