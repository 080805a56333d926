/** What the measured tours share: a long journal, and the file that keeps what was measured. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { left } from '../harness/places'

export const entries = 10_000

/** A journal as long as many years, one line for each entry. */
export function journal(count = entries): string {
  const words = 'the plan moved because sales had promised what nobody could build in a week'.split(' ')
  const line = (number: number) => {
    const day = new Date(Date.UTC(2020, 0, 1 + Math.floor(number / 5)))
    const body = Array.from({ length: 90 }, (_, at) => words[(number * 7 + at * at) % words.length]).join(' ')
    return JSON.stringify({ id: String(number), date: day.toISOString(), body })
  }
  return Array.from({ length: count }, (_, number) => line(number)).join('\n')
}

/** A journal as long, with words as often as in any language: few of them in most entries, most in few. */
export function natural(count: number): string {
  const first = 'the plan week because sales could nobody moved build promised had what in a'.split(' ')
  const syllables =
    'ar be con der el fi gra ho in jo ka lem mo ner or pla qui ro sta ti un ver wal xi yo zen'.split(' ')
  const word = (rank: number): string =>
    (rank >= syllables.length ? word(Math.floor(rank / syllables.length)) : '') +
    (syllables[rank % syllables.length] ?? '')
  const words = [...first, ...Array.from({ length: 20_000 }, (_, rank) => word(rank + syllables.length))]
  let state = 29
  const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  const drawn = () => words[Math.floor(words.length ** chance()) - 1] ?? ''
  const line = (number: number) => {
    const day = new Date(Date.UTC(2004, 0, 1 + Math.floor(number / 5)))
    const body = Array.from({ length: 30 + Math.floor(chance() * 150) }, drawn).join(' ')
    return JSON.stringify({
      id: String(number),
      date: day.toISOString(),
      title: [drawn(), drawn(), drawn()].join(' '),
      body,
    })
  }
  return Array.from({ length: count }, (_, number) => line(number)).join('\n')
}

export const percentile = (times: number[], share: number) =>
  times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN

export const median = (times: number[]) => percentile(times, 0.5)

/** Adds figures to bench.json and prints them beside what they should be. */
export function keep(title: string, figures: Record<string, number>, bounds: Record<string, string>): void {
  const file = left('bench.json')
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {}
  writeFileSync(file, JSON.stringify({ ...before, ...figures }, null, 2))
  const shown = Object.entries(figures).map(([name, figure]) =>
    `${name.padEnd(24)}${figure.toFixed(3).padStart(13)}   ${bounds[name] ?? ''}`.trimEnd(),
  )
  console.log([title, ...shown].join('\n'))
}
