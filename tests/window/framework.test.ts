import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test, until, type User, type Window } from './harness'
import { ladder, paste } from './tours/screens'

interface Growth {
  competencies: { key: string; entries: number }[]
}

async function counted(user: User, key: string): Promise<number> {
  const { competencies } = JSON.parse(
    await user.helmlog('growth', '--json', '--from', '2020-01-01'),
  ) as Growth
  return competencies.find((one) => one.key === key)?.entries ?? 0
}

async function toFramework(window: Window): Promise<void> {
  await window.go('Growth')
  await window.click('tab', 'Framework')
}

async function bringIn(window: Window, text: string): Promise<void> {
  await window.click('button', 'Bring in a ladder')
  await window.click('textbox', 'The ladder')
  await paste(window, text)
}

test('a pasted ladder is shown as it is read, brought in, mapped and used', async ({ user, open }) => {
  await user.begins('sample')
  const before = await counted(user, 'strategy')
  expect(before).toBeGreaterThan(0)
  const window = await open()
  await toFramework(window)
  await bringIn(window, ladder)
  await window.reads('Read as a table in Markdown: rows are competencies, columns are levels.')
  await window.reads('Row 4, column D') // the cell in which nothing is said
  await window.click('button', 'Swap rows and columns')
  await window.reads('columns are competencies, rows are levels.')
  await window.click('button', 'Swap rows and columns')
  await window.reads('rows are competencies, columns are levels.')
  await window.click('button', 'Bring it in')
  await window.click('button', 'Use this one')
  await window.reads('In use')
  expect(await counted(user, 'tern-co-ladder-strategy')).toBe(0)

  await window.click('button', 'Map evidence')
  // Each proposal takes one key.
  await window.find('button', /^Accept: Vision and strategy/)
  await window.run(() => document.querySelector<HTMLElement>('[data-accept]')?.focus())
  await window.press('Enter')
  await until('strategy to count', async () => (await counted(user, 'tern-co-ladder-strategy')) === before)
  // The vault knows it before the page does.
  await until('the next one to be at hand', () =>
    window.run(() => {
      const next = document.activeElement
      return next?.matches('[data-accept]') && next.textContent.includes('High-performing teams')
    }),
  )
  await window.press('Enter')
  await until('the next one to count', async () =>
    (await window.names('button')).every((name) => !name.startsWith('Accept: High-performing teams')),
  )

  await window.go('Growth')
  await window.click('tab', 'Map')
  await window.find('button', /Strategy/)
})

test('a changed ladder is a version that says what changed, pasted or from a file, and its own file can be read again', async ({
  user,
  open,
}) => {
  await user.begins()
  const window = await open()
  await toFramework(window)
  await bringIn(window, ladder)
  await window.reads('It will be a framework of its own.')
  await window.click('button', 'Bring it in')
  await window.find('button', 'Use this one')
  await bringIn(window, ladder.replace('Hands over a whole problem.', 'Hands over two whole problems.'))
  await window.reads('It follows version 1, with 1 change.')
  await window.click('button', 'Bring it in')
  await window.find('button', 'Use this one')
  await window.reads('Version 2')
  await window.click('button', 'More')
  await window.click('menuitem', 'Versions')
  await window.reads('Hands over two whole problems.')
  await window.reads('Hands over a whole problem.')
  await window.press('Escape')
  await window.click('button', 'More')
  await window.click('menuitem', 'Export as CSV')
  const file = await until('the file', () => user.files().find((name) => name.endsWith('.csv')))
  expect(readFileSync(file, 'utf8')).toContain('Hands over two whole problems.')

  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('Hands over two whole problems.', 'Hands over three whole problems.'),
  )
  await window.click('button', 'Bring in a ladder')
  await window.click('button', 'Choose a file')
  await window.desk.chooseFile('Choose a ladder', file)
  await window.reads('It follows version 2, with 1 change.')
  await window.click('button', 'Bring it in')
  await window.reads('Version 3')
})
