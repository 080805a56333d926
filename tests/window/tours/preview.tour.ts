/** From the end of an edit to the true pages on the screen, in the packet of the sample journal. */
import { expect, test, type Window } from '../harness'
import { until } from '../harness/processes'
import { keep, median, percentile } from './figures'

const rounds = 20

/** Milliseconds from the key that ends the edit to the frame behind the one that shows every page as it is now. */
async function editToPaint(window: Window, words: string): Promise<number> {
  await window.click('button', 'Edit: Context')
  await window.press('Ctrl+a')
  await window.type(words)
  await window.driver.executeScript(
    `window.__painted = undefined
     const pages = () => [...document.querySelectorAll('[aria-label="Preview"] img')]
     const before = new Set(pages().map((page) => page.src))
     let begun
     addEventListener('keydown', (event) => event.key === 'Enter' && (begun ??= event.timeStamp), { capture: true })
     const look = () => {
       const now = pages()
       const isNew = now.some((page) => !before.has(page.src)) && now.every((page) => page.complete)
       if (!begun || !isNew)
         return void requestAnimationFrame(look)
       requestAnimationFrame(() => setTimeout(() => (window.__painted = performance.now() - begun)))
     }
     requestAnimationFrame(look)`,
  )
  await window.press('Ctrl+Enter')
  return until('the pages', () =>
    window.driver.executeScript<number | undefined>('return window.__painted ?? undefined'),
  )
}

test('the pages follow what is written', { timeout: 300_000 }, async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.go('Portfolio')
  await window.find('button', 'Edit: Context')
  const times: number[] = []
  for (let round = 0; round < rounds; round++)
    times.push(await editToPaint(window, `It began so, told for the ${String(round)}th time.`))
  expect(times.length).toBe(rounds)
  const pages = await window.driver.executeScript<number>(
    `return document.querySelectorAll('[aria-label="Preview"] img').length`,
  )
  keep(
    `From the end of an edit to ${String(pages)} true pages on the screen, ${String(rounds)} rounds`,
    { preview_window_ms: median(times), preview_window_p95_ms: percentile(times, 0.95) },
    { preview_window_ms: 'within 300; stored, composed, set and painted' },
  )
})
