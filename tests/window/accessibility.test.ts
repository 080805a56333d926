import { expect, test, type Window } from './harness'
import { screens } from './tours/screens'

const themes = ['light', 'dark'] as const

async function look(window: Window, screen: string): Promise<void> {
  for (const theme of themes) {
    await window.theme(theme)
    const found = await window.violations()
    expect.soft(found, `${screen}, ${theme}`).toEqual([])
  }
}

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

test('axe finds nothing on any screen of a full journal', { timeout: 300_000 }, async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  for (const { name, show, leave } of screens) {
    await show(window)
    await look(window, name)
    await leave?.(window)
  }
})

test('axe finds nothing in a narrow window', { timeout: 300_000 }, async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.resize(420, 860)
  for (const { name, show, leave } of screens) {
    await show(window)
    await look(window, `${name}, narrow`)
    await leave?.(window)
  }
})
