import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test, until, type User, type Window } from './harness'

async function exports(window: Window, user: User, format: string, ending: string): Promise<string> {
  await window.click('button', new RegExp(`^${format}`))
  return until(`a file of ${format}`, () => user.files().find((file) => file.endsWith(ending)), 60_000)
}

test('a portfolio is exported as PDF and as Markdown, with the stories of the journal', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Portfolio')
  const pdf = await exports(window, user, 'PDF', '.pdf')
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
  const markdown = readFileSync(await exports(window, user, 'Markdown', '.md'), 'utf8')
  for (const part of [/evidence/i, /appendix/i]) {
    expect(text).toMatch(part)
    expect(markdown).toMatch(part)
  }
})

test('no export contains a private part', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('Held the launch date with the whole team.')
  await window.click('radio', 'Win')
  await window.press('Ctrl+j')
  await window.find('combobox', 'Find a competency')
  await window.type('team')
  await window.press('Enter')
  await window.find('button', /Level 3/)
  await window.press('3')
  await window.click('button', 'Private part')
  await window.typeInto('textbox', /^Private part/, 'Quetzalcoatlus told me in confidence.')
  await window.saved()
  await window.go('Portfolio')
  const pdf = await exports(window, user, 'PDF', '.pdf')
  expect(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })).not.toContain('Quetzalcoatlus')
  const markdown = await exports(window, user, 'Markdown', '.md')
  expect(readFileSync(markdown, 'utf8')).not.toContain('Quetzalcoatlus')
})
