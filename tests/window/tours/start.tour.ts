/** From the launch to a cursor, beside an empty window that only paints: the figures of the start in bench.json. */
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { type Desk, test, type User, Window } from '../harness'
import { built } from '../harness/places'
import { until } from '../harness/processes'
import { entries, journal, keep, median } from './figures'

const rounds = 11

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
  keep(`The start with ${entries.toLocaleString('en')} entries, medians of ${String(rounds)}`, figures, {
    start_ratio: 'at most 1.3',
  })
})
