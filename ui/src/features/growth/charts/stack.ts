import type { Day } from '../../../dates'
import { columns } from '../columns'

/** A part of every bar, from the foot upwards. */
export interface Part {
  word: string
  colour: string
  /** One number a month. */
  counts: readonly number[]
}

export type Piece = { cell: string; from: number; to: number; title: string }

export interface Stack {
  /** What each bar is called, in their order. */
  cells: readonly { name: string; label: string; total: number }[]
  parts: readonly { colour: string; pieces: readonly Piece[] }[]
  most: number
}

/** Bars of months, or of quarters or years where there are too many of them, each part on the one before it. */
export function stacked(months: readonly Day[], parts: readonly Part[]): Stack {
  const heads = columns(months, [])
  const heights = heads.map(() => 0)
  const placed = parts.map(({ word, colour, counts }) => ({
    colour,
    pieces: columns(months, counts).flatMap(({ name, count }, at) => {
      const from = heights[at] ?? 0
      heights[at] = from + count
      return count ? [{ cell: name, from, to: from + count, title: `${name}: ${word}, ${count}` }] : []
    }),
  }))
  return {
    cells: heads.map(({ name, label }, at) => ({ name, label, total: heights[at] ?? 0 })),
    parts: placed,
    most: Math.max(0, ...heights),
  }
}

/** The rows of the table behind it: one a bar, with the parts and their sum. */
export function rowsOf(months: readonly Day[], parts: readonly Part[]): (string | number)[][] {
  const columnsOf = parts.map(({ counts }) => columns(months, counts))
  return columns(months, []).map(({ name }, at) => {
    const counts = columnsOf.map((column) => column[at]?.count ?? 0)
    return [name, ...counts, counts.reduce((sum, count) => sum + count, 0)]
  })
}
