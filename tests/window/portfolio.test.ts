import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test, until, type User, type Window } from './harness'

async function exported(window: Window, user: User, ending: string): Promise<string> {
  const file = await until(
    `a file ${ending}`,
    () => user.files().find((name) => name.endsWith(ending)),
    60_000,
  )
  await window.reads(file)
  return file
}

async function pdfOf(window: Window, user: User): Promise<string> {
  await window.click('button', /^Export$/)
  return exported(window, user, '.pdf')
}

async function exportedAs(window: Window, user: User, name: string, ending: string): Promise<string> {
  await window.click('button', 'Export as')
  await window.click('menuitem', `${name} to Documents`)
  return exported(window, user, ending)
}

const markdownOf = (window: Window, user: User) => exportedAs(window, user, 'Markdown', '.md')

test('a portfolio is exported as PDF and as Markdown, with the stories of the journal', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Portfolio')
  const pdf = await pdfOf(window, user)
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
  const markdown = readFileSync(await markdownOf(window, user), 'utf8')
  for (const part of [/evidence/i, /appendix: the entries behind it/i]) {
    expect(text).toMatch(part)
    expect(markdown).toMatch(part)
  }
})

test('a portfolio is exported for word processors, browsers and programs', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Portfolio')
  const word = readFileSync(await exportedAs(window, user, 'Word document', '.docx'))
  expect(word.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
  const page = readFileSync(await exportedAs(window, user, 'Web page', '.html'), 'utf8')
  expect(page).toMatch(/^<!DOCTYPE html>/)
  const heading = (title: string) => title.replaceAll('&', '&amp;').replaceAll("'", '&#39;')
  const whole = JSON.parse(readFileSync(await exportedAs(window, user, 'JSON', '.json'), 'utf8'))
  expect(whole).toMatchObject({ format: 'helmlog-portfolio', version: 1 })
  for (const { title } of whole.stories) expect(page).toContain(heading(title))
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
  const pdf = await pdfOf(window, user)
  expect(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })).not.toContain('Quetzalcoatlus')
  const markdown = await markdownOf(window, user)
  expect(readFileSync(markdown, 'utf8')).not.toContain('Quetzalcoatlus')
})
