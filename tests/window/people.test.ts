import { expect, test, until, type User } from './harness'

interface PersonLine {
  name: string
  relation: string | null
  alias: string
  other_names: string[]
}

async function people(user: User): Promise<PersonLine[]> {
  const view = JSON.parse(await user.helmlog('people', '--json')) as {
    people: PersonLine[]
  }
  return view.people
}

const one = async (user: User, name: string) => (await people(user)).find((person) => person.name === name)

async function acquaintances(user: User): Promise<string[]> {
  await user.begins()
  return [
    await user.writes('Coffee with Dana.', '--person', 'Dana K', '--on', '2026-01-05'),
    await user.writes('Numbers with the CFO.', '--person', 'D. Kim', '--on', '2026-02-05'),
    await user.writes('Numbers with Omar.', '--person', 'Omar', '--on', '2026-03-05'),
  ]
}

test('somebody is described, renamed, and found by the old name, with the keyboard alone', async ({
  user,
  open,
}) => {
  const [entry] = await acquaintances(user)
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+5')
  await window.find('heading', 'People')
  await window.press('/')
  await window.type('dana')
  await window.find('button', 'Dana K')
  await window.press('Down', 'Enter')
  await window.find('textbox', 'Name')
  await window.typeInto('textbox', 'Alias', 'my mentor')
  await until('the alias to be kept', async () => (await one(user, 'Dana K'))?.alias === 'my mentor')
  await window.click('textbox', 'Name')
  await window.press('Ctrl+a')
  await window.type('Dana Kim')
  await window.press('Enter')
  await until('the entry to follow', async () => (await user.entry(entry ?? '')).people[0] === 'Dana Kim')
  expect((await one(user, 'Dana Kim'))?.other_names).toEqual(['Dana K'])
  expect((await one(user, 'Dana Kim'))?.alias).toBe('my mentor')
  await window.click('button', 'Undo')
  await until('the name to be back', async () => (await one(user, 'Dana K')) !== undefined)
  expect((await one(user, 'Dana K'))?.other_names).toEqual([])
})

test('two people who are one are merged after a look at what that does, and taken apart again', async ({
  user,
  open,
}) => {
  const [, entry] = await acquaintances(user)
  const window = await open()
  await window.go('People')
  await window.click('button', 'Dana K')
  await window.click('button', 'Merge with somebody')
  await window.typeInto('textbox', 'Who is the same person?', 'kim')
  await window.click('button', /^D\. Kim.+entry/)
  await window.reads('One entry mentions Dana K from now on.')
  await window.click('button', 'Merge')
  await until('the entry to follow', async () => (await user.entry(entry ?? '')).people[0] === 'Dana K')
  await window.reads(/2 entries about or with them/i)
  await window.click('button', 'Take apart')
  await until('both to be there', async () => (await people(user)).length === 3)
  expect((await user.entry(entry ?? '')).people).toEqual(['D. Kim'])
})

test('a name beside an entry leads to a page, and from there to what was written', async ({ user, open }) => {
  await acquaintances(user)
  const window = await open()
  await window.go('Journal')
  await window.click('button', /^Numbers with Omar/)
  await window.click('button', 'Omar')
  await window.reads(/one entry about or with them/i)
  await window.click('button', /^Numbers with Omar/)
  await window.find('article')
  await window.press('Alt+Left')
  await window.find('textbox', 'Name')
  await window.press('Escape')
  await until(
    'the list to have the keyboard',
    async () => (await window.run(() => document.activeElement?.textContent))?.trim() === 'Omar',
  )
})

test('silence of a mentor is mentioned once somebody has asked for it', async ({ user, open }) => {
  await acquaintances(user)
  await user.helmlog('people', 'describe', 'Omar', '--relation', 'mentor')
  const window = await open()
  await window.find('textbox', 'What happened')
  expect(await window.words()).not.toContain('You last wrote about')
  await window.go('People')
  await window.click('button', 'Yes, after 60 days')
  await window.reads(/You last wrote about them \d+ days ago/)
  await window.go('Today')
  await window.reads(/You last wrote about Omar \d+ days ago/)
})

test('somebody is added, and taken away as long as nothing mentions them', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.go('People')
  await window.reads('Nobody yet')
  await window.press('n')
  await window.type('Leila')
  await window.press('Enter')
  await window.find('textbox', 'Name')
  await window.click('button', 'Take away')
  await until('nobody to be there', async () => (await people(user)).length === 0)
  await window.click('button', 'Undo')
  await until('her to be back', async () => (await one(user, 'Leila')) !== undefined)
})
