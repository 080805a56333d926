import type { Period } from '../../boundary'
import { type Day, month } from '../../dates'

export const spans = ['3', '6', '12', '18', 'all'] as const
export type Span = (typeof spans)[number]

export const spanOf = (text: string | undefined): Span => spans.find((span) => span === text) ?? '6'

export const spanOptions: { value: Span; label: string }[] = spans.map((value) => ({
  value,
  label: value === 'all' ? 'All of it' : `${value} months`,
}))

/** The last calendar months up to a day, its own included. */
export function lastMonths(to: Day, count: number): Period {
  const at = new Date(`${to.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() - count + 1)
  return { from: at.toISOString().slice(0, 10), to }
}

/** From the month in which the journal begins. */
export function sinceFirst(first: Day | null, to: Day): Period {
  return { from: first && first < to ? `${first.slice(0, 7)}-01` : lastMonths(to, 1).from, to }
}

/** "June to November 2026", "November 2025 to March 2026", "March 2026" */
export function periodText({ from, to }: Period): string {
  const end = month(to, 'en-GB')
  if (from.slice(0, 7) === to.slice(0, 7)) return end
  const start = month(from, 'en-GB')
  return `${from.slice(0, 4) === to.slice(0, 4) ? start.replace(/ \d+$/u, '') : start} to ${end}`
}
