/**
 * From a key in the search field to its results on the screen, in a long journal: the figures of typing. Beside them what
 * a key takes in the same window in a field that nothing listens to, for that is what the machine allows.
 */
import { expect, test } from '../harness'
import { sleep, until } from '../harness/processes'
import { keep, natural, percentile } from './figures'

const long = 40_000
/** Milliseconds from key to key of somebody who types a hundred words a minute. */
const between = 120

/** What people type, letter by letter; a slip among it. */
const texts = [
  'sales promised',
  'nobody could build',
  'plan moved because',
  'wekk',
  'kind:reflection week',
  '"the plan"',
]

test('typing in the search field', async ({ user, open }) => {
  await user.begins()
  const told = await user.tryHelmlog(['import', 'jsonl', '-'], natural(long))
  if (told.code !== 0) throw new Error(told.err)
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.go('Search')
  await window.click('combobox', 'Search your journal')
  // While the index fills, answers are asked for again by themselves.
  await until('the index', async () => {
    const { value } = await window.invoke('index_state')
    return (value as { state: string }).state === 'ready'
  })
  await window.driver.executeScript(
    `window.__times = []
     let pressed = 0
     addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true })
     const seen = (when) => {
       if (pressed) window.__times.push(when - pressed)
       pressed = 0
     }
     new PerformanceObserver((list) => {
       for (const entry of list.getEntriesByName('answered')) seen(entry.startTime)
     }).observe({ entryTypes: ['mark'] })
     const bare = document.createElement('input')
     bare.ariaLabel = 'Bare'
     bare.addEventListener('input', (event) => {
       event.stopPropagation()
       requestAnimationFrame(() => setTimeout(() => seen(performance.now())))
     })
     document.querySelector('main').prepend(bare)`,
  )
  /** Waits in the page, which a look from outside would keep from painting. */
  const answered = () =>
    window.driver.executeAsyncScript<number>(
      `const tell = arguments[0]
       const look = () => (window.__times.length > 0 ? tell(window.__times[0]) : setTimeout(look, 5))
       look()`,
    )
  let before = 0
  const timed = async (letter: string) => {
    await sleep(before + between - Date.now())
    before = Date.now()
    await window.driver.executeScript('window.__times = []')
    await window.type(letter)
    return answered()
  }
  const typed = async () => {
    const times: number[] = []
    for (const text of texts) {
      for (const letter of text) times.push(await timed(letter))
      await window.driver.executeScript('window.__times = []')
      await window.press('Ctrl+a', 'Backspace')
      before = Date.now()
      await answered()
    }
    return times
  }
  await window.click('textbox', 'Bare')
  const bare = await typed()
  await window.driver.executeScript(`document.querySelector('[aria-label=Bare]').remove()`)
  await window.click('combobox', 'Search your journal')
  const typing = await typed()
  expect(typing.length).toBeGreaterThan(70)
  keep(
    `From a key to its results on the screen, ${long.toLocaleString('en')} entries, ${String(typing.length)} keys`,
    {
      keystroke_p95_ms: percentile(typing, 0.95),
      keystroke_p99_ms: percentile(typing, 0.99),
      keystroke_bare_p95_ms: percentile(bare, 0.95),
      keystroke_bare_p99_ms: percentile(bare, 0.99),
    },
    { keystroke_p95_ms: 'at most 50', keystroke_p99_ms: 'at most 100' },
  )
})
