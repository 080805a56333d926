import { describe, expect, test } from 'vitest'
import { dropOrder, stepOrder } from './order'

describe('an order of stories', () => {
  const order = ['a', 'b', 'c', 'd']

  test('a story steps up and down, and stays at the ends', () => {
    expect(stepOrder(order, 'c', -1)).toEqual(['a', 'c', 'b', 'd'])
    expect(stepOrder(order, 'c', 1)).toEqual(['a', 'b', 'd', 'c'])
    expect(stepOrder(order, 'a', -1)).toEqual(order)
    expect(stepOrder(order, 'd', 1)).toEqual(order)
    expect(stepOrder(order, 'x', 1)).toEqual(order)
  })

  test('a story is dropped before or behind another', () => {
    expect(dropOrder(order, 'a', 'c', false)).toEqual(['b', 'a', 'c', 'd'])
    expect(dropOrder(order, 'a', 'c', true)).toEqual(['b', 'c', 'a', 'd'])
    expect(dropOrder(order, 'd', 'a', false)).toEqual(['d', 'a', 'b', 'c'])
    expect(dropOrder(order, 'b', 'b', true)).toEqual(order)
  })

  test('whatever is done, every story is told once', () => {
    for (const one of order)
      for (const target of order)
        for (const below of [true, false])
          expect(dropOrder(order, one, target, below).toSorted()).toEqual(order)
  })
})
