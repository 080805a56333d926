import { describe, expect, it } from 'vitest'
import { rowsOf, stacked } from './stack'

const months = ['2026-09-01', '2026-10-01', '2026-11-01']
const parts = [
  { word: 'Wins', colour: 'a', counts: [1, 0, 2] },
  { word: 'Others', colour: 'b', counts: [3, 0, 0] },
]

describe('bars', () => {
  it('stand one part on the other, and a part of nothing is not drawn', () => {
    const { cells, parts: drawn, most } = stacked(months, parts)
    expect(cells.map(({ total }) => total)).toEqual([4, 0, 2])
    expect(drawn[0]?.pieces.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [0, 2],
    ])
    expect(drawn[1]?.pieces.map(({ cell, from, to }) => [cell, from, to])).toEqual([['September 2026', 1, 4]])
    expect(most).toBe(4)
  })

  it('have the same figures in the table behind them', () => {
    expect(rowsOf(months, parts)).toEqual([
      ['September 2026', 1, 3, 4],
      ['October 2026', 0, 0, 0],
      ['November 2026', 2, 0, 2],
    ])
  })

  it('share a bar where there are too many months, and no entry is lost', () => {
    const many = Array.from({ length: 30 }, (_, i) => {
      const at = new Date('2024-01-01T00:00:00Z')
      at.setUTCMonth(i)
      return at.toISOString().slice(0, 10)
    })
    const { cells } = stacked(many, [{ word: 'Wins', colour: 'a', counts: many.map(() => 2) }])
    expect(cells).toHaveLength(10)
    expect(cells.every(({ total }) => total === 6)).toBe(true)
  })
})
