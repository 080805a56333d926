import { test } from './harness'
import { look, lookAtEvery } from './accessible'

test('axe finds nothing on the first screen of a first start', async ({ open }) => {
  const window = await open()
  await window.find('button', 'Start with an empty journal')
  await look(window, 'first run')
})

test('axe finds nothing in an empty journal', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  for (const screen of [
    'Today',
    'Journal',
    'Search',
    'Growth',
    'Lessons',
    'People',
    'Portfolio',
    'Settings',
  ]) {
    await window.go(screen)
    await look(window, `${screen}, empty`)
  }
})

test('axe finds nothing on any screen of a full journal', { timeout: 400_000 }, async ({ user, open }) => {
  await user.begins('sample')
  await lookAtEvery(await open())
})
