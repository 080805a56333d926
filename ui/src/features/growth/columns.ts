import type { Day } from '../../dates'
import { month } from '../../dates'
import type { HeatMonth } from '../../elements/heat'

/** More cells than this say less than fewer. */
const most = 18
const words = 8

const name = (day: Day) => month(day, 'en-GB')
const short = (day: Day) => name(day).slice(0, 3)
const year = (day: Day) => day.slice(0, 4)
const monthOf = (day: Day) => Number(day.slice(5, 7))
const quarter = (day: Day) => Math.ceil(monthOf(day) / 3)

interface Unit {
  /** Days with the same one share a cell. */
  of: (day: Day) => string
  name: (day: Day) => string
  label: (day: Day, first: boolean) => string
}

const units: Record<'month' | 'sparseMonth' | 'quarter' | 'year', Unit> = {
  month: { of: (day) => day.slice(0, 7), name, label: short },
  sparseMonth: {
    of: (day) => day.slice(0, 7),
    name,
    label: (day) => (monthOf(day) % 3 === 1 ? short(day) : ''),
  },
  quarter: {
    of: (day) => `${year(day)} ${quarter(day)}`,
    name: (day) => `quarter ${quarter(day)} of ${year(day)}`,
    label: (day) => (quarter(day) === 1 ? year(day) : ''),
  },
  year: {
    of: year,
    name: year,
    label: (day, first) => (first || Number(year(day)) % 5 === 0 ? year(day) : ''),
  },
}

function unitFor(months: readonly Day[]): Unit {
  if (months.length <= words) return units.month
  if (months.length <= most) return units.sparseMonth
  return months.length <= most * 3 ? units.quarter : units.year
}

/** The cells of a row: months, or quarters or years where there are too many of them. */
export function columns(months: readonly Day[], counts: readonly number[]): HeatMonth[] {
  const unit = unitFor(months)
  const cells: HeatMonth[] = []
  let last: string | undefined
  months.forEach((day, i) => {
    const count = counts[i] ?? 0
    const cell = cells.at(-1)
    if (cell && unit.of(day) === last) {
      cell.count += count
      cell.per = (cell.per ?? 1) + 1
    } else cells.push({ label: unit.label(day, i === 0), name: unit.name(day), count, per: 1 })
    last = unit.of(day)
  })
  return cells
}

/** The width of a cell, so that a row of them takes no more room than the table has. */
export function cellWidth(cells: number): number {
  if (cells <= words) return 30
  if (cells <= 12) return 20
  return cells <= most ? 14 : 6
}

export const cellGap = (cells: number): number => (cells <= most ? 3 : 2)

export const heatWidth = (cells: number): number =>
  cells * (cellWidth(cells) + cellGap(cells)) - cellGap(cells)
