/** Every screen in both themes, wide and narrow. */
import { test, User, type Window } from '../harness'
import { left } from '../harness/places'
import { type Screen, screens } from './screens'

const sizes = [
  { width: 1280, height: 860 },
  { width: 420, height: 860 },
]

/** Only these, while one works at them: the beginning of their names. */
const only = process.env['HELMLOG_SCREENS'] ?? ''

async function take(window: Window, all: readonly Screen[]): Promise<void> {
  const which = all.filter(({ name }) => name.startsWith(only))
  for (const { width, height } of sizes) {
    await window.resize(width, height)
    for (const { name, show, leave } of which) {
      await show(window)
      for (const theme of ['light', 'dark'] as const) {
        await window.theme(theme)
        await window.rests()
        await window.screenshot(left('screenshots', `${name}-${theme}-${String(width)}.png`))
      }
      await leave?.(window)
    }
  }
}

test('every screen in both themes, wide and narrow', async ({ user, open }) => {
  const fresh = new User()
  try {
    const window = await open(fresh)
    const stay = () => window.find('button', 'Start with an empty journal').then(() => undefined)
    await take(window, [{ name: 'first-run', show: stay }])
    await window.click('button', 'Start with an empty journal')
    await take(window, [{ name: 'today-empty', show: () => window.go('Today') }])
    window.kill()
  } finally {
    fresh.remove()
  }
  await user.begins('sample')
  const window = await open()
  await take(window, screens)
  await window.close()
  await user.locks('four words without order')
  const asks = async (window: Window) => {
    await window.find('textbox', 'Passphrase or recovery code')
  }
  const locked = await open()
  await take(locked, [{ name: 'locked', show: asks }])
  await locked.type('four words without order')
  await locked.press('Enter')
  await locked.find('textbox', 'What happened', 30_000)
  await take(locked, [{ name: 'protection', show: (window) => window.go('Settings') }])
  console.log(`Screenshots are in ${left('screenshots')}`)
})
