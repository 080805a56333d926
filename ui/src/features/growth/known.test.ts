import { expect, test } from 'vitest'
import type { Growth } from '../../boundary'
import { knownMap, nowKnown } from './known'

const growth = (role: string) => ({ role, months: ['2026-11-01'] }) as unknown as Growth

test('a map that says the same is the same object, and one that says something else takes its place', () => {
  const first = nowKnown('6', growth('PM'))
  expect(nowKnown('6', growth('PM'))).toBe(first)
  const second = nowKnown('6', growth('Group PM'))
  expect(second).not.toBe(first)
  expect(knownMap('6')).toBe(second)
  expect(knownMap('all')).toBeUndefined()
})
