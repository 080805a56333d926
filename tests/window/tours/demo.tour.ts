/** What somebody does with Helmlog in the first minutes, with a picture of every step. */
import { copyFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { test, until, User } from '../harness'
import { left } from '../harness/places'
import { sleep } from '../harness/processes'

test('a walk through Helmlog', async ({ open }) => {
  rmSync(left('demo'), { recursive: true, force: true })
  const user = new User(left('demo', 'vault'))
  const made: string[] = []
  try {
    const window = await open(user)
    const show = async (name: string) => {
      await window.rests()
      const file = left('demo', `${String(made.length + 1).padStart(2, '0')}-${name}.png`)
      await window.screenshot(file)
      made.push(file)
    }
    const type = async (text: string) => {
      for (const word of text.split(/(?<= )/)) {
        await window.type(word)
        await sleep(30)
      }
    }

    await window.find('button', 'Look around with a sample journal')
    await show('first-run')
    await window.click('button', 'Look around with a sample journal')
    await window.find('textbox', 'What happened', 30_000)
    await show('today')

    await type(
      'Priya ran the launch review without me. I only wrote the question list, and she asked better ones.',
    )
    await window.click('radio', 'Win')
    await window.press('Ctrl+j')
    await window.find('combobox', 'Find a competency')
    await type('team')
    await show('tagging')
    await window.press('Enter')
    await window.find('button', /Level 2/)
    await window.press('2')
    await window.reads('level 2')
    await window.saved()
    await show('captured')

    await window.go('Search')
    await window.click('combobox', 'Search your journal')
    await type('launch slips')
    await window.find('listbox', 'Entries found')
    await show('search')
    // Not the screen of lessons.
    await window.click('button', /^Lesson\b/)
    await window.reads('2 entries')
    await window.rests()
    await show('search-narrowed')

    await window.go('Growth')
    await show('growth')

    await window.go('Portfolio')
    await show('portfolio')
    await window.click('button', 'Export')
    await until('the exported file', () => user.files().some((file) => file.endsWith('.pdf')), 60_000)
    await show('exported')
    for (const file of user.files().filter((name) => name.endsWith('.pdf'))) {
      const copy = left('demo', basename(file))
      copyFileSync(file, copy)
      made.push(copy)
    }
    await window.close()
  } finally {
    user.remove()
  }
  console.log(['', 'The walk has left:', ...made.map((file) => `  ${file}`), ''].join('\n'))
})
