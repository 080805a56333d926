import { expect, test, until, type Window } from './harness'

test('what was just written is found while the query is typed', async ({ user, open }) => {
  await user.begins()
  await user.writes('Launch slips again: legal saw the contract a week late.', '--kind', 'challenge')
  await user.writes('Lunch with the new designer.')
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('Asked for the legal review before the kickoff.')
  await window.saved()
  await window.searches('laun')
  await window.find('option', /Launch slips again/)
  await window.press('Ctrl+a')
  await window.type('kickoff')
  await window.reads('Asked for the legal review')
})

test('a kind narrows the search, and Enter opens what is selected', async ({ user, open }) => {
  await user.begins()
  await user.writes('Pricing stays for a year.', '--kind', 'decision', '--title', 'We hold the old plan')
  await user.writes('Pricing talk with sales was tense.', '--kind', 'challenge')
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.go('Search')
  await window.typeInto('combobox', 'Search your journal', 'pricing')
  await window.reads('2 entries')
  await window.click('button', /^Decision/)
  await window.reads('1 entry')
  await window.click('combobox', 'Search your journal')
  await window.press('Enter')
  const read = await window.find('article', 'We hold the old plan')
  expect(await read.getText()).toContain('Pricing stays for a year.')
})

test('nothing on the screen moves while a word is typed that can be completed', async ({ user, open }) => {
  await user.begins()
  await user.writes('Pricing project with the product team.', '--project', 'Pricing', '--tag', 'product')
  await user.writes('The project went on.')
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.go('Search')
  await window.find('combobox', 'Search your journal')
  const top = async () => (await (await window.find('option', /Pricing project/)).getRect()).y
  await window.type('p')
  await window.reads('2 entries')
  const before = await top()
  expect(await window.all('list', 'Completions')).toEqual([])
  await window.type('ro')
  await window.find('list', 'Completions')
  expect(await top()).toBe(before)
})

test('more than a screen of entries is there when the typing rests, also in a field that was emptied by hand', async ({
  user,
  open,
}) => {
  await user.begins()
  for (let week = 1; week <= 9; week++) await user.writes(`Roadmap of week ${String(week)}.`)
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.go('Search')
  const field = await window.find('combobox', 'Search your journal')
  const found = async () => (await window.all('option')).length
  await window.type('road')
  await until('all nine', async () => (await found()) === 9)
  await window.press('Ctrl+a', 'Backspace')
  await until('nothing', async () => (await found()) === 0)
  expect(await field.getAttribute('value')).toBe('')
  await window.type('week')
  expect(await field.getAttribute('value')).toBe('week')
  await until('all nine again', async () => (await found()) === 9)
})

/** What the page marks under a name, in order. */
const marked = (window: Window, name: string) =>
  window.driver.executeScript<string[]>(
    'return [...(CSS.highlights.get(arguments[0]) ?? [])].map(String)',
    name,
  )

test('the palette opens anywhere, and what it found is marked in the entry and in view', async ({
  user,
  open,
}) => {
  await user.begins()
  const filler = 'Nothing of note happened on this day, and the next one was like it.\n\n'.repeat(60)
  await user.writes(`${filler}Then the executives were postponing everything.`, '--title', 'A long week')
  const window = await open()
  await window.go('Growth')
  await window.searches('postponed')
  await window.reads('1 entry')
  expect(await window.violations()).toEqual([])
  await window.press('Enter')
  await window.find('article', 'A long week')
  await until('the mark', async () => (await marked(window, 'found')).length > 0)
  expect(await marked(window, 'found')).toEqual(['postponing'])
  await window.rests()
  const top = await window.driver.executeScript<number>(
    'return [...CSS.highlights.get("found")][0].getBoundingClientRect().top / innerHeight',
  )
  expect(top).toBeGreaterThan(0)
  expect(top).toBeLessThan(1)
})

test('words are found inside an entry, one after the other', async ({ user, open }) => {
  await user.begins()
  await user.writes('One plan, another PLAN, and planning.', '--title', 'Plans')
  const window = await open()
  await window.go('Journal')
  await window.clickShown('[data-entry]')
  await window.find('article')
  await window.press('Ctrl+f')
  await window.find('textbox', 'Find in this entry')
  await window.type('plan')
  await window.reads('1 of 4')
  await window.press('Enter')
  await window.reads('2 of 4')
  expect(await window.violations()).toEqual([])
  await window.press('Escape')
  await window.gone('textbox', 'Find in this entry')
})

test('a situation finds what was faced before and how it ended', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Search')
  await window.click('button', 'Describe a situation')
  await window.typeInto(
    'textbox',
    'What are you facing?',
    'Sales has promised a customer a date again, and nobody has asked the team whether it can be done.',
  )
  const found = await window.find('list', 'Faced before')
  expect((await found.findElements({ css: 'time' })).length).toBeGreaterThan(2)
  expect(await window.violations()).toEqual([])
})

test('a filter is completed by Tab from what the journal has', async ({ user, open }) => {
  await user.begins()
  await user.writes('Lunch with Dana.', '--person', 'Dana Kim')
  await user.writes('Lunch alone.')
  const window = await open()
  await window.go('Search')
  await window.typeInto('combobox', 'Search your journal', 'lunch dan')
  await window.find('button', /person:"Dana Kim"/)
  await window.press('Tab')
  await window.reads('1 entry')
  await window.reads('person: Dana Kim')
})

test('a misspelt word is corrected, and can be insisted on', async ({ user, open }) => {
  await user.begins()
  await user.writes('The roadmap review went well.')
  const window = await open()
  await window.go('Search')
  await window.typeInto('combobox', 'Search your journal', 'raodmap ')
  await window.reads('Showing what matches “roadmap”.')
  await window.click('button', /^Search for “raodmap” instead/)
  await window.reads('Nothing found')
})

test('searches are kept, by name and as the last ones', async ({ user, open }) => {
  await user.begins()
  await user.writes('The roadmap review went well.')
  const first = await open()
  await first.go('Search')
  await first.typeInto('combobox', 'Search your journal', 'roadmap')
  await first.reads('1 entry')
  await first.click('button', 'Save this search')
  await first.click('textbox', 'Name')
  await first.press('Ctrl+a')
  await first.type('Where we are going')
  await first.press('Enter')
  await first.gone('dialog')
  await first.click('combobox', 'Search your journal')
  await first.press('Enter')
  await first.find('article')
  await first.close()
  const second = await open()
  await second.go('Search')
  await second.find('button', 'roadmap')
  await second.click('button', 'Where we are going')
  await second.reads('1 entry')
})

test('an entry leads to others like it', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Journal')
  await window.clickShown('[data-entry]')
  await window.find('region', 'More like this')
  expect(await window.violations()).toEqual([])
})

test('a query says in which order, and the switch beside it shows that and changes it', async ({
  user,
  open,
}) => {
  await user.begins()
  await user.writes('needle needle needle', '--on', '2026-01-01')
  await user.writes(`needle ${'hay '.repeat(300)}`, '--on', '2026-01-02')
  const window = await open()
  await window.go('Search')
  await window.typeInto('combobox', 'Search your journal', 'needle sort:date ')
  const order = () =>
    window.run(() => document.querySelector<HTMLInputElement>('main input[name="order"]:checked')?.value)
  await until('the newest to be first', async () => (await order()) === 'date')
  await until('it to be first', async () => /2026-01-02[^]*2026-01-01/u.test(await window.words()))
  await window.click('radio', 'Best first')
  await until('the best to be first', async () => (await order()) === 'best')
  await until('the other to be first', async () => /2026-01-01[^]*2026-01-02/u.test(await window.words()))
})
