import { describe, expect, it } from 'vitest'
import { columns, heatWidth } from './columns'
import { lastMonths, periodText, sinceFirst } from './period'

const months = (first: string, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const at = new Date(`${first}-01T00:00:00Z`)
    at.setUTCMonth(at.getUTCMonth() + i)
    return at.toISOString().slice(0, 10)
  })

describe('a period', () => {
  it('counts the month it ends in', () => {
    expect(lastMonths('2026-11-23', 6)).toEqual({ from: '2026-06-01', to: '2026-11-23' })
    expect(lastMonths('2026-03-31', 12)).toEqual({ from: '2025-04-01', to: '2026-03-31' })
  })

  it('begins where the journal does', () => {
    expect(sinceFirst('2024-02-05', '2026-11-23').from).toBe('2024-02-01')
    expect(sinceFirst(null, '2026-11-23').from).toBe('2026-11-01')
  })

  it('is said without a year too many', () => {
    expect(periodText({ from: '2026-06-01', to: '2026-11-23' })).toBe('June to November 2026')
    expect(periodText({ from: '2025-11-01', to: '2026-03-02' })).toBe('November 2025 to March 2026')
    expect(periodText({ from: '2026-03-01', to: '2026-03-02' })).toBe('March 2026')
  })
})

describe('columns', () => {
  it('have a word each while there is room', () => {
    const cells = columns(months('2026-06', 6), [0, 2, 2, 3, 0, 1])
    expect(cells.map(({ label }) => label)).toEqual(['Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov'])
    expect(cells[1]).toEqual({ label: 'Jul', name: 'July 2026', count: 2, per: 1 })
  })

  it('then one for each quarter', () => {
    const cells = columns(months('2025-12', 12), [])
    expect(cells.map(({ label }) => label).filter(Boolean)).toEqual(['Jan', 'Apr', 'Jul', 'Oct'])
    expect(cells[1]?.label).toBe('Jan')
  })

  it('become quarters and years, and no entry is lost', () => {
    for (const count of [1, 8, 9, 18, 19, 54, 55, 180, 600]) {
      const cells = columns(
        months('1990-05', count),
        Array.from({ length: count }, (_, i) => i % 4),
      )
      const sum = Array.from({ length: count }, (_, i) => i % 4).reduce((a, b) => a + b, 0)
      expect(cells.reduce((all, cell) => all + cell.count, 0)).toBe(sum)
      expect(new Set(cells.map(({ name }) => name)).size, 'names are keys').toBe(cells.length)
      expect(heatWidth(cells.length)).toBeLessThan(420)
    }
  })
})
