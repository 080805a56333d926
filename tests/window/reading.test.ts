import { expect, test, until, type User, type Window } from './harness'

interface Line {
  item: { title: string; link: string; status: string; takeaway: string }
  recommended_by: string | null
  lesson: string | null
}
type List = Record<'now' | 'next' | 'done' | 'dropped', Line[]>

const list = async (user: User): Promise<List> => JSON.parse(await user.helmlog('reading', '--json')) as List
const titles = async (user: User) => (await list(user)).next.map(({ item }) => item.title)

/** The text of what has the keyboard. */
const focused = (window: Window) =>
  window.driver.executeScript<string | null>('return document.activeElement.textContent')

async function opens(open: () => Promise<Window>): Promise<Window> {
  const window = await open()
  await window.go('Lessons')
  await window.click('tab', 'Reading')
  return window
}

test('from a pasted link to a lesson, with the keyboard alone', async ({ user, open }) => {
  await user.begins()
  const window = await opens(open)
  await window.reads('What do you want to read next?')
  await window.press('n')
  await window.type('How we hire https://example.com/hire')
  await window.press('Enter')
  await window.find('button', 'How we hire')
  expect((await list(user)).next[0]?.item.link).toBe('https://example.com/hire')
  await window.press('s')
  await until('it to be begun', async () => (await list(user)).now.length === 1)
  // The keyboard has gone with it.
  await window.shown('section[aria-label="Reading now"] [data-reading]:focus')
  await window.press('d')
  await until('it to be read', async () => (await list(user)).done.length === 1)
  await window.shown('section[aria-label="Read"] [data-reading]:focus')
  await window.clickShown('[data-reading]')
  await window.typeInto('textbox', 'What you take away from it', 'Describe the dullest week first.')
  await window.typeInto('combobox', 'Recommended by', 'Leila')
  await window.press('Enter')
  await until('it to be kept', async () => (await list(user)).done[0]?.recommended_by === 'Leila')
  await window.click('button', 'Make it a lesson')
  await until('the lesson', async () => (await list(user)).done[0]?.lesson)
  const [lesson] = await user.entries()
  expect(lesson).toMatchObject({
    kind: 'lesson',
    lesson: { sentence: 'Describe the dullest week first.' },
    competencies: [{ key: 'learning', level: null }],
  })
  await window.press('Escape')
  await window.click('button', 'open it')
  await window.reads('From your reading')
  await window.click('button', 'How we hire')
  await window.find('textbox', 'What you take away from it')
})

test('what to read next is put in order with the keyboard', async ({ user, open }) => {
  await user.begins()
  for (const title of ['Alpha', 'Beta', 'Gamma']) await user.helmlog('reading', 'add', title)
  const window = await opens(open)
  await window.find('button', 'Gamma')
  await window.run(() => document.querySelectorAll<HTMLElement>('[data-reading]')[2]?.focus())
  await window.press('Alt+Up')
  await until('it to have moved', async () => (await titles(user)).join() === 'Alpha,Gamma,Beta')
  await window.press('Alt+Up')
  await until('it to be first', async () => (await titles(user)).join() === 'Gamma,Alpha,Beta')
  await window.press('Delete')
  await until('it to be gone', async () => (await titles(user)).join() === 'Alpha,Beta')
  // The keyboard is on the one behind it.
  await until('the next one', async () => (await focused(window)) === 'Alpha')
  await window.click('button', 'Undo')
  await until('it to be back', async () => (await titles(user)).includes('Gamma'))
})

test('keys pressed faster than the list is read again all count', async ({ user, open }) => {
  await user.begins()
  for (const title of ['Alpha', 'Beta', 'Gamma', 'Delta']) await user.helmlog('reading', 'add', title)
  const window = await opens(open)
  await window.find('button', 'Delta')
  await window.press('j', 'j', 'j', 'j')
  await until('the last one', async () => (await focused(window)) === 'Delta')
  // Although a click came before it, one sees where the keyboard is.
  await window.shown('[data-reading]:focus-visible')
  await window.run(() => {
    const press = (key: string, altKey = false) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, altKey, bubbles: true }))
    press('ArrowUp', true)
    press('ArrowUp', true)
    press('ArrowUp', true)
    press('ArrowDown', true)
    press('Delete')
    press('Delete')
  })
  await until('it to be gone', async () => (await titles(user)).join() === 'Alpha,Beta,Gamma')
  // It stood behind Alpha when it was taken off, and before Beta.
  await until('the next one', async () => (await focused(window)) === 'Beta')
  expect(await titles(user)).toEqual(['Alpha', 'Beta', 'Gamma'])
  expect(await window.words()).not.toContain('There is no')
})

test('what is chosen in the menu of one by keyboard takes the keyboard along', async ({ user, open }) => {
  await user.begins()
  for (const title of ['Alpha', 'Beta']) await user.helmlog('reading', 'add', title)
  const window = await opens(open)
  await window.find('button', 'Beta')
  await window.press('j', 'Tab', 'Enter')
  await window.find('menu', 'What to do with Alpha')
  await window.press('Down', 'Enter')
  await until('it to be begun', async () => (await list(user)).now[0]?.item.title === 'Alpha')
  await window.shown('section[aria-label="Reading now"] [data-reading]:focus')
  await window.press('d')
  await until('it to be read', async () => (await list(user)).done[0]?.item.title === 'Alpha')
})

test('what to read next is put in order by dragging', async ({ user, open }) => {
  await user.begins()
  for (const title of ['Alpha', 'Beta', 'Gamma']) await user.helmlog('reading', 'add', title)
  const window = await opens(open)
  await window.find('button', 'Gamma')
  await window.drag('ol', 2, 0)
  await until('it to be first', async () => (await titles(user)).join() === 'Gamma,Alpha,Beta')
})
