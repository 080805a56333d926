import { expect, it } from 'vitest'
import { matching } from './matching'

const one = (key: string, name: string, about: string) => ({
  key,
  name,
  about,
  section: '',
  leader_shift: false,
  levels: [],
})
const all = [
  one('a', 'Stakeholder management', 'Keeping the people who depend on a product informed.'),
  one('b', 'High-performing teams', 'Hiring, coaching and delegating.'),
  one('c', 'Collaboration across teams', 'One result.'),
]
const keys = (text: string) => matching(all, text).map(({ key }) => key)

it('finds a competency by the words of its name, then by what it is about', () => {
  expect(keys('')).toEqual(['a', 'b', 'c'])
  expect(keys('team')).toEqual(['b', 'c'])
  expect(keys('perf')).toEqual(['b'])
  expect(keys('coach')).toEqual(['b'])
  expect(keys('STAKE man')).toEqual(['a'])
  expect(keys('zebra')).toEqual([])
})
