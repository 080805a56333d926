import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
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

/** The names of the stories in their order. By selector: the page is long, and what things are called takes long to find. */
const titles = (window: Window) =>
  window.run(() =>
    [...document.querySelectorAll('ol.stories h3')].map((one) =>
      one.textContent.replace(/^\d+\s*/, '').trim(),
    ),
  )

/** What can be left out beside the stories. */
const quotes = (window: Window) =>
  window.run(() =>
    [...document.querySelectorAll('button[aria-label^="Leave out: "]')].map(
      (one) => one.getAttribute('aria-label') ?? '',
    ),
  )

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

/** Tells a part in other words, by keyboard. */
async function rewrite(window: Window, part: string, words: string): Promise<void> {
  await window.click('button', `Edit: ${part}`)
  await window.press('Ctrl+a')
  await window.type(words)
  await window.press('Ctrl+Enter')
}

test(
  'stories are put in order, told in other words and left out, and all of it is in what is handed in',
  { timeout: 180_000 },
  async ({ user, open }) => {
    await user.begins('sample')
    const window = await open()
    await window.go('Portfolio')
    const [first, second] = await until('two stories', async () => {
      const found = await titles(window)
      return found.length >= 2 ? found : undefined
    })
    if (!first || !second) throw new Error('there are no stories')
    // By keyboard: the first one steps down.
    await window.driver.executeScript('document.querySelector(\'[data-story="1"]\').focus()')
    await window.press('Alt+Down')
    await until('the other order', async () => (await titles(window))[0]?.includes(second))
    await rewrite(window, 'Context', 'A context in my own words.')
    await window.find('button', 'Take back: Context')
    await window.click('button', 'More: story 1')
    await window.click('menuitem', 'Rename')
    await window.press('Ctrl+a')
    await window.type('A name of my own')
    await window.press('Enter')
    await until('the name', async () => (await titles(window))[0]?.includes('A name of my own'))
    await window.click('button', 'More: story 2')
    await window.click('menuitem', 'Leave out')
    await window.reads(/is left out/)
    await until('the story to go', async () => !(await titles(window)).some((name) => name.includes(first)))
    await window.clickShown('.toast .undo')
    await until('the story to be back', async () =>
      (await titles(window)).some((name) => name.includes(first)),
    )
    await window.click('button', 'Add an expectation')
    await window.type('Lead three teams to one roadmap')
    await window.press('Tab')
    await window.type('Priya, January')
    await window.press('Tab')
    const markdown = await until('the words in the export', async () => {
      user.files().forEach((name) => name.endsWith('.md') && rmSync(name))
      const text = readFileSync(await markdownOf(window, user), 'utf8')
      return text.includes('Lead three teams to one roadmap (agreed: Priya, January)') ? text : undefined
    })
    expect(markdown).toContain('### 1. A name of my own')
    expect(markdown).toContain('A context in my own words.')
    expect(markdown.indexOf('A name of my own')).toBeLessThan(markdown.indexOf(`. ${first}`))
  },
)

test(
  'the case, the setback and what a line rests on are written in place, and what is not to be told is left out',
  { timeout: 180_000 },
  async ({ user, open }) => {
    await user.begins('sample')
    const window = await open()
    await window.go('Portfolio')
    await rewrite(window, 'The case', 'I lead by one list. [E1, E2]')
    await window.reads('I lead by one list.')
    await rewrite(window, 'What happened', 'I chaired and argued at once. [E2]')
    await window.find('button', 'Take back: What happened')
    // Without a mark a line rests on what the part rested on; a number that nothing has is pointed out.
    await rewrite(window, 'Mandate', 'Three teams. [E9999]')
    await window.reads(/\[E9999\] in story \d is left as words/)
    const before = await until('what can be left out', async () => {
      const found = await quotes(window)
      return found.length > 3 ? found : undefined
    })
    const last = before.at(-1) ?? ''
    await window.click('button', last)
    await window.reads('One line is left out beside the stories.')
    await until('the quote to go', async () => !(await quotes(window)).includes(last))
    const markdown = readFileSync(await markdownOf(window, user), 'utf8')
    expect(markdown).toContain('I lead by one list. [E1, E2]')
    expect(markdown).toContain('I chaired and argued at once. [E2]')
    expect(markdown).not.toContain(last.replace('Leave out: ', ''))
    await window.click('button', 'Bring back')
    await until('the quote to be back', async () => (await quotes(window)).includes(last))
  },
)

test('stories are put in order by dragging, and the order is given back to the composer', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Portfolio')
  const [first, second, third, ...rest] = await until('three stories', async () => {
    const found = await titles(window)
    return found.length >= 3 ? found : undefined
  })
  const moved = [third, first, second, ...rest].join()
  await window.drag('ol.stories', 2, 0)
  await until('the other order', async () => (await titles(window)).join() === moved)
  await window.click('button', 'Order and choose them as proposed')
  await window.reads('As proposed.')
  await until('another order', async () => (await titles(window)).join() !== moved)
  await window.clickShown('.toast .undo')
  await until('that order again', async () => (await titles(window)).join() === moved)
})

test('what is private does not leave, even if it is pasted into a story', async ({ user, open }) => {
  await user.begins()
  const secret = 'Quetzalcoatlus told me in confidence that he leaves in March.'
  const win = ['add', 'I held the launch date.', '--kind', 'win', '--competency', 'team-building:3']
  await user.helmlog(...win, '--private', secret)
  const window = await open()
  await window.go('Portfolio')
  await window.find('heading', /held the launch date/)
  await window.click('button', 'Answer: What others did')
  await window.type('He told me in confidence that he leaves.')
  await window.press('Ctrl+Enter')
  await window.reads(/words of a private part. It is not exported like this/)
  await window.click('button', /^Export$/)
  await window.reads(/private or may not be quoted/)
  expect(user.files().filter((name) => name.endsWith('.pdf'))).toEqual([])
})

test('a portfolio for anybody names nobody, and its stories are not written in it', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Portfolio')
  expect(readFileSync(await markdownOf(window, user), 'utf8')).toMatch(/Priya|Tomas|Joon/)
  user.files().forEach((name) => name.endsWith('.md') && rmSync(name))
  await window.click('combobox', /^Reader/)
  await window.click('option', 'For anybody')
  await window.reads(/this reader is not to know are replaced/)
  await until('no way to write', async () => (await window.all('button', /^(Edit|Answer):/)).length === 0)
  const markdown = readFileSync(await markdownOf(window, user), 'utf8')
  expect(markdown).not.toMatch(/Priya|Tomas|Joon/)
  expect(markdown).toMatch(/Project [A-Z]\d/)
})

test('every export is kept as it left, and says what is new since', async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Portfolio')
  const first = readFileSync(await markdownOf(window, user))
  await window.reads('kept as version 1')
  await window.reads(/Nothing is new since version 1/)
  await window.click('button', 'Add an expectation')
  await window.type('Lead three teams to one roadmap')
  await window.press('Tab', 'Tab')
  await window.reads(/1 change since version 1/)
  await window.click('button', 'Show what')
  await window.find('heading', 'Expectations')
  await window.click('tab', 'Versions')
  await window.find('heading', 'Promotion packet, Markdown, for yourself')
  user.files().forEach((name) => name.endsWith('.md') && rmSync(name))
  await window.click('button', 'More about version 1')
  await window.click('menuitem', 'Save to Documents')
  expect(readFileSync(await exported(window, user, '.md')).equals(first)).toBe(true)
  await window.click('button', 'More about version 1')
  await window.click('menuitem', 'Remove…')
  await window.click('button', 'Remove')
  await window.reads('Nothing was exported yet')
})

test('a name is put on the list by keyboard, and what becomes of it is seen before anything is written', async ({
  user,
  open,
}) => {
  await user.begins()
  const win = [
    'add',
    'I told Zentravia that the launch slips.',
    '--kind',
    'win',
    '--competency',
    'strategy:3',
  ]
  await user.helmlog(...win)
  const window = await open()
  await window.go('Portfolio')
  await window.click('tab', 'Names and sums')
  await window.click('radio', 'For anybody')
  await window.typeInto('textbox', 'Word or name', 'Zentravia')
  await window.press('Enter')
  await window.find('button', 'Take “Zentravia” off the list')
  await window.find('button', /^Say what it becomes/)
  await window.click('tab', 'Document')
  await until(
    'the document without it',
    async () => !(await window.names('heading')).some((name) => name.includes('Zentravia')),
  )
})

test('nothing moves when it is known how long the document is', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.go('Portfolio')
  await window.reads(/\d pages?/)
  const [empty, told] = await window.driver.executeScript<[number, number]>(
    `const top = () => document.querySelector('[role=tablist]').getBoundingClientRect().top
     const subtitle = document.querySelector('.subtitle')
     const told = top()
     subtitle.textContent = ''
     return [top(), told]`,
  )
  expect(empty).toBe(told)
})
