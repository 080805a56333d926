export interface HeatMonth {
  /** "Jun"; empty where the cells are too narrow for a word each. */
  label: string
  /** "June 2026", said aloud */
  name: string
  /** Entries in that month. */
  count: number
  /** How many weigh as much as one: for a cell that stands for a quarter, or a row that is always full. */
  per?: number
}

export type HeatLevel = 0 | 1 | 2 | 3 | 4

/** From none to the darkest cell; what counts is that it happened and happened again. */
export function heatLevel(entries: number, per = 1): HeatLevel {
  const count = Math.ceil(entries / per)
  if (count <= 0) return 0
  if (count === 1) return 1
  if (count === 2) return 2
  return count <= 4 ? 3 : 4
}

export function heatText(months: readonly HeatMonth[]): string {
  return months.map(({ name, count }) => `${name}: ${count === 0 ? 'none' : count}`).join(', ')
}
