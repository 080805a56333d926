import { existsSync } from 'node:fs'
import { expect, test, until } from './harness'

test('the first start offers an empty journal and makes it', async ({ user, open }) => {
  const window = await open()
  await window.reads(user.vault)
  expect(existsSync(user.vault), 'nothing is made before it is asked for').toBe(false)
  await window.click('button', 'Start with an empty journal')
  await window.reads('Write one line about today')
  expect(await user.count()).toBe(0)
})

test('the first start offers a sample journal, and the sample can be removed', async ({ user, open }) => {
  const window = await open()
  await window.click('button', 'Look around with a sample journal')
  await window.find('textbox', 'What happened', 20_000)
  expect(await user.count()).toBeGreaterThan(20)
  await window.go('Settings')
  await window.click('button', /^Remove the sample/)
  const dialog = await window.all('button', /^Remove/)
  await dialog.at(-1)?.click()
  await until('the sample to go', async () => (await user.count()) === 0)
})
