/** From a key in the search field to its results on the screen, in a long journal: the figures of typing. */
import { expect, test } from '../harness'
import { until } from '../harness/processes'
import { journal, keep, percentile } from './figures'

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
  const told = await user.tryHelmlog(['import', 'jsonl', '-'], journal(long))
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
     new PerformanceObserver((list) => {
       for (const entry of list.getEntriesByName('answered')) {
         if (pressed) window.__times.push(entry.startTime - pressed)
         pressed = 0
       }
     }).observe({ entryTypes: ['mark'] })`,
  )
  const times = () => window.driver.executeScript<number[]>('return window.__times')
  const typing: number[] = []
  for (const text of typed) {
    for (const letter of text) {
      await window.driver.executeScript('window.__times = []')
      await window.type(letter)
      const [time] = await until(`the answer to “${text}”`, async () => {
        const found = await times()
        return found.length > 0 ? found : undefined
      })
      typing.push(time ?? NaN)
    }
    await window.driver.executeScript('window.__times = []')
    await window.press('Ctrl+a', 'Backspace')
    await until('an empty field', async () => (await times()).length > 0)
  }
  expect(typing.length).toBeGreaterThan(70)
  keep(
    `From a key to its results on the screen, ${long.toLocaleString('en')} entries, ${String(typing.length)} keys`,
    { keystroke_p95_ms: percentile(typing, 0.95), keystroke_p99_ms: percentile(typing, 0.99) },
    { keystroke_p95_ms: 'at most 50', keystroke_p99_ms: 'at most 100' },
  )
})
