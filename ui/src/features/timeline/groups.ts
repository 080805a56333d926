import type { Line } from '../../boundary'
import type { Day } from '../../dates'

export interface DayGroup {
  on: Day
  lines: Line[]
}

export interface MonthGroup {
  /** "2026-11" */
  month: string
  days: DayGroup[]
}

/** Lines in the order they come, under their days and months. */
export function byMonth(lines: readonly Line[]): MonthGroup[] {
  const months: MonthGroup[] = []
  for (const line of lines) {
    const name = line.on.slice(0, 7)
    let month = months.at(-1)
    if (month?.month !== name) {
      month = { month: name, days: [] }
      months.push(month)
    }
    const day = month.days.at(-1)
    if (day?.on === line.on) day.lines.push(line)
    else month.days.push({ on: line.on, lines: [line] })
  }
  return months
}
