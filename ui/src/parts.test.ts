import { expect, it } from 'vitest'
import { part } from './parts'

it('reads one part after the other, also behind one that could not be read', async () => {
  const told: string[] = []
  const slowly = (name: string, fails = false) =>
    part(async () => {
      told.push(`${name} begins`)
      await new Promise((late) => setTimeout(late, 5))
      told.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const all = await Promise.allSettled([slowly('one'), slowly('two', true), slowly('three')])
  expect(told).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends'])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
