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
