import { expect, test, until } from './harness'

test('an entry goes to the trash, comes back by “Undo”, and from the trash itself', async ({
  user,
  open,
}) => {
  await user.begins()
  await user.writes('The roadmap review went sideways.')
  const window = await open()
  await window.go('Journal')
  await window.click('button', /^The roadmap review/)
  await window.find('article')
  await window.press('Delete')
  await until('it to be gone', async () => (await user.count()) === 0)
  await window.click('button', 'Undo')
  await until('it to be back', async () => (await user.count()) === 1)

  await window.click('button', /^The roadmap review/)
  await window.find('article')
  await window.press('Delete')
  await until('it to be gone', async () => (await user.count()) === 0)
  await window.click('button', 'Trash')
  await window.click('button', /^Restore: The roadmap review/)
  await until('it to be back', async () => (await user.count()) === 1)
})

test('the history shows what an entry was and brings it back', async ({ user, open }) => {
  await user.begins()
  const id = await user.writes('The first words.')
  const window = await open()
  await window.go('Journal')
  await window.click('button', /^The first words/)
  await window.click('button', 'Edit')
  await window.find('textbox', 'Text')
  await window.press('Ctrl+a')
  await window.type('Entirely other words.')
  await window.saved()
  await window.click('button', 'Done')
  await window.reads('Entirely other words.')
  await window.click('button', 'More')
  await window.click('menuitem', /^History/)
  await window.reads('2 versions')
  const versions = await window.all('button', /first/)
  await versions[0]?.click()
  await window.reads('As it was first written')
  await window.click('button', 'Bring this back')
  await until('the first words to be back', async () => (await user.entry(id)).body === 'The first words.')
  // Bringing something back adds a version and removes none.
  expect(JSON.parse(await user.helmlog('history', id, '--json'))).toHaveLength(3)
})
