/** From the launch to a cursor, beside an empty window that only paints: the figures of the start in bench.json. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { type Desk, test, type User, Window } from '../harness'
import { built, left } from '../harness/places'
import { until } from '../harness/processes'

const entries = 10_000
const rounds = 11

/** A journal as long as many years, one line for each entry. */
function journal(): string {
  const words = 'the plan moved because sales had promised what nobody could build in a week'.split(' ')
  const line = (number: number) => {
    const day = new Date(Date.UTC(2020, 0, 1 + Math.floor(number / 5)))
    const body = Array.from({ length: 90 }, (_, at) => words[(number * 7 + at * at) % words.length]).join(' ')
    return JSON.stringify({ id: String(number), date: day.toISOString(), body })
  }
  return Array.from({ length: entries }, (_, number) => line(number)).join('\n')
}

/** When a process was started, in milliseconds of the clock on the wall; the kernel counts hundredths. */
function startOf(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? []
  return Date.now() - (uptime() - Number(fields[19]) / 100) * 1000
}

/** Milliseconds from the start of a program to a mark that its page sets. */
async function launch(desk: Desk, user: User, program: string, mark: string): Promise<number> {
  const window = await Window.open(desk, user, {}, program)
  try {
    const at = await until(`the mark “${mark}”`, () =>
      window.driver.executeScript<number>(
        'const mark = performance.getEntriesByName(arguments[0])[0]; return mark ? performance.timeOrigin + mark.startTime : 0',
        mark,
      ),
    )
    return at - startOf(window.pid)
  } finally {
    window.kill()
  }
}

const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN

test('the start, beside an empty window', async ({ desk, user }) => {
  await user.begins()
  const told = await user.tryHelmlog(['import', 'jsonl', '-'], journal())
  if (told.code !== 0) throw new Error(told.err)
  const [full, blank]: [number[], number[]] = [[], []]
  // The first of each fills the caches of the system.
  for (let round = 0; round <= rounds; round++) {
    const times = [
      await launch(desk, user, built('helmlog-blank'), 'ready'),
      await launch(desk, user, built('helmlog-desktop'), 'cursor'),
    ] as const
    if (round === 0) continue
    blank.push(times[0])
    full.push(times[1])
  }
  const figures = { start_ms: median(full), start_blank_ms: median(blank), start_ratio: 0 }
  figures.start_ratio = figures.start_ms / figures.start_blank_ms
  const file = left('bench.json')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {}
  writeFileSync(file, JSON.stringify({ ...before, ...figures }, null, 2))
  const shown = Object.entries(figures).map(
    ([name, figure]) => name.padEnd(24) + figure.toFixed(3).padStart(13),
  )
  console.log(
    [`The start with ${entries.toLocaleString('en')} entries, medians of ${String(rounds)}`, ...shown].join(
      '\n',
    ) + '   at most 1.3',
  )
})
