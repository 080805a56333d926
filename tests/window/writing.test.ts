import { expect, sleep, test, until } from './harness'

const words = 'Said no to the second launch date and it held.'

test('“Saved” is shown once the words are in the vault, and a reload keeps them', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type(words)
  const { text } = await window.saved()
  expect(text).toBe(words)
  expect((await user.entries()).map(({ body }) => body)).toEqual([words])
  await window.reads(/Saved \d\d:\d\d/)
  await window.reload()
  await until('the words to come back', async () => (await window.moment()).text === words)
})

test('the cursor is in the editor when the window opens', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  expect(await window.run(() => document.activeElement?.getAttribute('aria-label'))).toBe('What happened')
})

test('what is being written comes back after the window was closed and opened again', async ({
  user,
  open,
}) => {
  await user.begins()
  const first = await open()
  await first.find('textbox', 'What happened')
  await first.type(words)
  // At once: nothing has paused, so nothing has been saved yet.
  await first.close()
  expect((await user.entries()).map(({ body }) => body)).toEqual([words])
  const second = await open()
  await until('the words to come back', async () => (await second.moment()).text === words)
})

test('walking away in mid-word loses nothing', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type(words)
  await window.press('Ctrl+2')
  await window.reads('Journal')
  await until('the words to be stored', async () => (await user.entries())[0]?.body === words)
  await window.go('Today')
  await until('the words to come back', async () => (await window.moment()).text === words)
})

test('an entry that is finished leaves room for the next one', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('The first one.')
  await window.press('Ctrl+Enter')
  await until('an empty editor', async () => (await window.moment()).text === '')
  await window.type('The second one.')
  await window.press('Ctrl+Enter')
  await until('both to be stored', async () => {
    const bodies = (await user.entries()).map(({ body }) => body).sort()
    return bodies.join('|') === 'The first one.|The second one.'
  })
})

test('a competency and a level take a handful of keys', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('Dana ran the review alone; I only asked questions.')
  await window.press('Ctrl+j')
  await window.find('combobox', 'Find a competency')
  await window.type('team')
  await window.press('Enter')
  await window.find('button', /Level 2/)
  await window.press('2')
  await window.reads('level 2')
  await window.saved()
  const [entry] = await user.entries()
  expect(entry?.competencies).toEqual([{ key: 'team-building', level: 2 }])
})

test('an entry about an earlier day is marked as written later', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('The offsite, as I remember it.')
  await window.saved()
  await window.click('button', /^Day:/)
  // The second row of a month shown is never in the future once the month before is in view.
  await window.click('button', /^Prev/)
  await sleep(200)
  const days = await window.all('button', / 10 |, 10|10,|^10$|10th/)
  await days[0]?.click()
  await until('the day to be stored', async () => (await user.entries())[0]?.written_later === true)
  const [entry] = await user.entries()
  expect(entry?.on.slice(-2)).toBe('10')
})

test('words are there up to the last “Saved” after the plug was pulled', async ({ user, open }) => {
  await user.begins()
  const first = await open()
  await first.find('textbox', 'What happened')
  await first.type('This much was saved.')
  await first.saved()
  await first.type(' This was under way')
  first.kill()
  const [entry] = await user.entries()
  expect(entry?.body.startsWith('This much was saved.')).toBe(true)
  const second = await open()
  await until('the words to come back', async () => (await second.moment()).text === entry?.body)
  await second.reads(/ended without closing last time. The last save that is here is of today/)
  await user.helmlog('check')
  await second.close()
  const third = await open()
  await third.find('textbox', 'What happened')
  expect(await third.words(), 'it is said once').not.toMatch(/without closing/)
})
