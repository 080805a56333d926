/** Looks at every screen with the eyes of axe, in both themes. */
import { expect, type Window } from './harness'
import { screens } from './tours/screens'

export async function look(window: Window, screen: string): Promise<void> {
  await window.theme('light')
  expect.soft(await window.violations(), `${screen}, light`).toEqual([])
  // The same page in other colours.
  await window.theme('dark')
  expect.soft(await window.violations('colours'), `${screen}, dark`).toEqual([])
}

export async function lookAtEvery(window: Window): Promise<void> {
  for (const { name, show, leave } of screens) {
    await show(window)
    await look(window, name)
    await leave?.(window)
  }
}
