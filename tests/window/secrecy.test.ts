/** A word that stands nowhere else goes through everything the window can do, and is in no file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, until, type User, type Window } from './harness'

const word = 'Zwiebelfisch'
const passphrase = 'four words without order'

const steps: [string, (window: Window, user: User) => Promise<void>][] = [
  [
    'write it, in the text and beside it',
    async (window) => {
      await window.find('textbox', 'What happened')
      await window.type(`${word} was promoted.`)
      await window.click('radio', 'Win')
      await window.press('Ctrl+j')
      await window.find('combobox', 'Find a competency')
      await window.type('team')
      await window.press('Enter')
      await window.find('button', /Level 3/)
      await window.press('3')
      await window.click('button', 'Tags and people')
      for (const field of ['Tags', 'People']) {
        await window.typeInto('combobox', field, word)
        await window.press('Enter')
      }
      await window.typeInto('combobox', 'Project', word)
      await window.press('Enter')
      await window.click('button', 'Private part')
      await window.typeInto('textbox', /^Private part/, `${word} told me so.`)
      await window.saved()
    },
  ],
  [
    'look for it and open it',
    async (window) => {
      await window.searches(word)
      await window.reads('1 entry')
      await window.press('Enter')
      await window.find('article')
    },
  ],
  [
    'rewrite it',
    async (window) => {
      await window.click('button', 'Edit')
      await window.typeInto('textbox', 'Title', `${word} again`)
      await window.click('textbox', 'Text')
      await window.type(` ${word} is a friend.`)
      await window.saved()
      await window.click('button', 'Done')
    },
  ],
  [
    'read its history',
    async (window) => {
      await window.click('button', 'More')
      await window.click('menuitem', /^History/)
      await window.find('list', 'Versions')
    },
  ],
  [
    'throw it away and fetch it back',
    async (window, user) => {
      await window.go('Journal')
      await window.clickShown('[data-entry]')
      await window.find('article')
      await window.press('Delete')
      await until('it to be gone', async () => (await user.count()) === 0)
      await window.click('button', 'Undo')
      await until('it to be back', async () => (await user.count()) === 1)
    },
  ],
  ['see what it shows', (window) => window.go('Growth')],
  [
    'export it',
    async (window, user) => {
      await window.go('Portfolio')
      await window.click('button', /^Export$/)
      await until('a file', () => user.files().find((name) => name.endsWith('.pdf')), 60_000)
    },
  ],
  [
    'back it up, and rehearse that it comes back',
    async (window) => {
      await window.go('Settings')
      await window.click('button', 'Back up now')
      await window.reads('Made and read back.')
      await window.click('button', 'Rehearse a restore')
      await window.reads('came back and were read')
    },
  ],
  [
    'check it',
    async (window) => {
      await window.click('button', 'Check the journal now')
      await window.reads(/versions?,.*0 problems/)
    },
  ],
  [
    'lock it with words under way, and unlock it',
    async (window) => {
      await window.protects(passphrase)
      await window.click('button', 'Not now')
      await window.go('Today')
      await window.find('textbox', 'What happened')
      await window.press('Ctrl+n')
      await window.type(`${word} is under way.`)
      await window.press('Ctrl+l')
      await window.unlocks(passphrase)
      await window.find('textbox', 'What happened', 30_000)
    },
  ],
]

test(
  'the words of the user lie nowhere in clear, whatever is done with them',
  { timeout: 180_000 },
  async ({ user, open }) => {
    await user.begins()
    const window = await open()
    for (const [what, step] of steps) {
      await step(window, user)
      expect(user.holding(word), what).toEqual([])
    }
    // Cut off with words that may not be saved yet, and opened again.
    await window.type(` ${word} is not done.`)
    window.kill()
    expect(user.holding(word), 'cut off').toEqual([])
    const again = await open()
    await again.unlocks(passphrase)
    await again.find('textbox', 'What happened', 30_000)
    await again.close()
    expect(user.holding(word), 'closed').toEqual([])
  },
)

test('what lies in clear is found by the one who looks for it', ({ user }) => {
  const folder = join(user.home, 'cache', 'deep')
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of [
    ['plain', Buffer.from(`\0\0${word}`)],
    ['small', Buffer.from(word.toLowerCase())],
    ['wide', Buffer.from(word, 'utf16le')],
    [`${word}.txt`, Buffer.alloc(0)],
  ] as const) {
    writeFileSync(join(folder, name), bytes)
  }
  expect(user.holding(word)).toHaveLength(4)
})
