export interface HeatMonth {
  /** "Jun"; empty where the cells are too narrow for a word each. */
  label: string
  /** "June 2026", said aloud */
  name: string
  /** Entries in that month. */
  count: number
}

export type HeatLevel = 0 | 1 | 2 | 3 | 4

/** From none to the darkest cell; what counts is that it happened and happened again. */
export function heatLevel(count: number): HeatLevel {
  if (count <= 0) return 0
  if (count === 1) return 1
  if (count === 2) return 2
  return count <= 4 ? 3 : 4
}

export function heatText(months: readonly HeatMonth[]): string {
  return months.map(({ name, count }) => `${name}: ${count === 0 ? 'none' : count}`).join(', ')
}
