/** Locking and unlocking a long journal: what it takes beyond the derivation of the key. */
import { expect, test, type Window } from '../harness'
import { until } from '../harness/processes'
import { entries, journal, keep, median } from './figures'

const rounds = 11

/** Notes in the name of the window, which outlives the page, when the key was pressed and when the journal was gone. */
const watch = (window: Window, key: string) =>
  window.driver.executeScript(
    `window.addEventListener('keydown', (event) => {
       if (event.key !== arguments[0]) return
       const pressed = performance.timeOrigin + event.timeStamp
       window.name = JSON.stringify({ pressed })
       const look = new MutationObserver(() => {
         if (document.querySelector('.app')) return
         look.disconnect()
         window.name = JSON.stringify({ pressed, gone: performance.timeOrigin + performance.now() })
       })
       look.observe(document.body, { childList: true, subtree: true })
     }, { capture: true })`.replace('arguments[0]', JSON.stringify(key)),
  )

/** Milliseconds from the key to a moment that the page knows. */
const since = (window: Window, moment: string) =>
  until(moment, () =>
    window.driver.executeScript<number>(
      `const { pressed, gone } = JSON.parse(window.name || '{}')
       const [cursor] = performance.getEntriesByName('cursor')
       const at = { gone, cursor: cursor && performance.timeOrigin + cursor.startTime }[arguments[0]]
       return at ? at - pressed : 0`,
      moment,
    ),
  )

test('locking and unlocking', async ({ user, open }) => {
  await user.begins()
  const told = await user.tryHelmlog(['import', 'jsonl', '-'], journal())
  if (told.code !== 0) throw new Error(told.err)
  await user.locks('four words without order')
  // A recovery code is chance enough to need no price, so all that is measured is the rest.
  const code = (await user.helmlog('recovery-code', '--quiet')).trim()
  const window = await open()
  const [unlocks, locks]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    await window.find('textbox', 'Passphrase or recovery code')
    await watch(window, 'Enter')
    await window.type(code)
    await window.press('Enter')
    const unlocked = await since(window, 'cursor')
    await window.find('textbox', 'What happened')
    await watch(window, 'l')
    await window.press('Ctrl+l')
    await window.find('textbox', 'Passphrase or recovery code')
    const locked = await since(window, 'gone')
    // The first of each fills the caches of the system.
    if (round === 0) continue
    unlocks.push(unlocked)
    locks.push(locked)
  }
  expect(unlocks).toHaveLength(rounds)
  keep(
    `Locking and unlocking ${entries.toLocaleString('en')} entries, medians of ${String(rounds)}`,
    { unlock_ms: median(unlocks), lock_ms: median(locks) },
    { unlock_ms: 'at most 300', lock_ms: 'at most 100' },
  )
})
