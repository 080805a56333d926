/** From a click on Growth to the map on the screen, in a long journal whose entries are all evidence. */
import { expect, test, type Window } from '../harness'
import { until } from '../harness/processes'
import { entries, keep, median, percentile } from './figures'

const rounds = 20

const keys = ['strategy', 'team-building', 'stakeholders', 'metrics', 'delivery', 'communication']
const kinds = ['reflection', 'win', 'challenge', 'decision', 'lesson', 'feedback']

/** Entries up to today, so that the months that the screen opens on are full. */
function evidence(): string {
  const words = 'the plan moved because sales had promised what nobody could build in a week'.split(' ')
  const today = Date.now()
  const line = (number: number) =>
    JSON.stringify({
      id: String(number),
      date: new Date(today - Math.floor(number / 14) * 86_400_000).toISOString(),
      body: Array.from({ length: 90 }, (_, at) => words[(number * 7 + at * at) % words.length]).join(' '),
      kind: kinds[number % kinds.length],
      competencies: [`${keys[number % keys.length] ?? ''}:${String(1 + (number % 4))}`],
    })
  return Array.from({ length: entries }, (_, number) => line(number)).join('\n')
}

/** Without asking what things are called, which leaves so much behind that the page tidies up in the measured time. */
async function press(window: Window, word: string): Promise<void> {
  const found = await window.driver.findElement({ xpath: `//nav//button[contains(., '${word}')]` })
  await found.click()
}

/** Milliseconds from the click to the frame behind the one that shows the map. */
async function clickToPaint(window: Window): Promise<number> {
  await window.driver.executeScript(
    `window.__painted = undefined
     let begun
     addEventListener('click', (event) => (begun ??= event.timeStamp), { capture: true, once: true })
     // What is known from before stands at once; it counts once it is what the journal says now.
     const map = () => document.querySelector('main [aria-busy="false"] table tbody tr')
     const look = () => {
       if (!begun || !map()) return void requestAnimationFrame(look)
       setTimeout(() => (window.__painted = performance.now() - begun))
     }
     requestAnimationFrame(look)`,
  )
  await press(window, 'Growth')
  return until('the map', () =>
    window.driver.executeScript<number | undefined>('return window.__painted ?? undefined'),
  )
}

test('opening Growth in a long journal', async ({ user, open }) => {
  await user.begins()
  const told = await user.tryHelmlog(['import', 'jsonl', '-'], evidence())
  if (told.code !== 0) throw new Error(told.err)
  const window = await open()
  await window.find('textbox', 'What happened')
  // What fills the index has both hands full.
  await until('the index', async () => {
    const { value } = await window.invoke('index_state')
    return (value as { state: string }).state === 'ready'
  })
  const first = await clickToPaint(window)
  const [unchanged, changed]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await press(window, 'Today')
    await window.shown('.cm-content')
    unchanged.push(await clickToPaint(window))
    await press(window, 'Today')
    await (await window.shown('.cm-content')).click()
    await window.type(`Something was decided, ${String(round)}.`)
    await window.press('Ctrl+Enter')
    await window.reads(`Something was decided, ${String(round)}.`)
    changed.push(await clickToPaint(window))
  }
  expect(changed.length).toBe(rounds)
  keep(
    `From a click on Growth to the map on the screen, ${entries.toLocaleString('en')} entries, ${String(rounds)} rounds`,
    {
      growth_ms: Math.max(median(unchanged), median(changed)),
      growth_p95_ms: Math.max(percentile(unchanged, 0.95), percentile(changed, 0.95)),
      growth_unchanged_ms: median(unchanged),
      growth_changed_ms: median(changed),
      growth_first_ms: first,
    },
    {
      growth_ms: 'below 100; medians, of whatever is slower',
      growth_changed_ms: 'right after a change',
      growth_first_ms: 'the screen is read too',
    },
  )
})
