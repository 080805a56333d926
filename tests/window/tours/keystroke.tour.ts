/**
 * From a key in the search field to its results on the screen, in a long journal: the figures of typing. Beside them what
 * a key takes in the same window in a field that nothing listens to, for that is what the machine allows.
 */
import { expect, test } from '../harness'
import { until } from '../harness/processes'
import { keep, natural, percentile } from './figures'

const long = 40_000

/** What people type, letter by letter; a slip among it. */
const typed = [
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
  const times = () => window.driver.executeScript<number[]>('return window.__times')
  const timed = async (letter: string) => {
    await window.driver.executeScript('window.__times = []')
    await window.type(letter)
    const [time] = await until(`an answer to “${letter}”`, async () => {
      const found = await times()
      return found.length > 0 ? found : undefined
    })
    return time ?? NaN
  }
  const bare: number[] = []
  await window.click('textbox', 'Bare')
  for (const letter of typed.join('')) bare.push(await timed(letter))
  await window.driver.executeScript(`document.querySelector('[aria-label=Bare]').remove()`)
  await window.click('combobox', 'Search your journal')
  const typing: number[] = []
  for (const text of typed) {
    for (const letter of text) typing.push(await timed(letter))
    await window.driver.executeScript('window.__times = []')
    await window.press('Ctrl+a', 'Backspace')
    await until('an empty field', async () => (await times()).length > 0)
  }
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
