import { expect, it } from 'vitest'
import type { Related } from '../../boundary'
import { byRelation } from './relation'
import { size } from './size'

it('names how entries belong together from where one stands', () => {
  const related = [
    { kind: 'source', incoming: false },
    { kind: 'applies', incoming: true },
    { kind: 'about', incoming: true },
    { kind: 'about', incoming: false },
  ] as Related[]
  expect(byRelation(related).map(([word, members]) => [word, members.length])).toEqual([
    ['Came from', 1],
    ['Applied in', 1],
    ['Same story', 2],
  ])
})

it('says how large a file is', () => {
  expect([12, 81_220, 999_499, 2_440_000, 31_000_000].map(size)).toEqual([
    '12 bytes',
    '81 kB',
    '999 kB',
    '2.4 MB',
    '31 MB',
  ])
})
