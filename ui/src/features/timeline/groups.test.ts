import { expect, it } from 'vitest'
import type { Line } from '../../boundary'
import { byMonth } from './groups'

const line = (id: string, on: string): Line => ({
  id,
  kind: 'reflection',
  title: '',
  excerpt: '',
  on,
  at: null,
  written_later: false,
  starred: false,
  competencies: [],
  tags: [],
  people: [],
  state: null,
  trashed: null,
})

it('groups lines by day and month, in their order', () => {
  const groups = byMonth([
    line('a', '2026-11-23'),
    line('b', '2026-11-23'),
    line('c', '2026-11-02'),
    line('d', '2025-11-02'),
  ])
  expect(
    groups.map(({ month, days }) => [month, days.map(({ on, lines }) => [on, lines.map(({ id }) => id)])]),
  ).toEqual([
    [
      '2026-11',
      [
        ['2026-11-23', ['a', 'b']],
        ['2026-11-02', ['c']],
      ],
    ],
    ['2025-11', [['2025-11-02', ['d']]]],
  ])
  expect(byMonth([])).toEqual([])
})
