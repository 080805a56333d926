import { afterEach, expect, test } from 'vitest'
import { stepAlong, wayOf } from './stepping'

const list = (...names: string[]) =>
  names.map((name) => {
    const button = document.createElement('button')
    button.textContent = name
    document.body.append(button)
    return button
  })

afterEach(() => document.body.replaceChildren())

test('arrows go along a list, unless they mean something else', () => {
  const press = (key: string, init: KeyboardEventInit = {}) =>
    wayOf(new KeyboardEvent('keydown', { key, ...init }))
  expect([press('ArrowDown'), press('ArrowUp'), press('j')]).toEqual([1, -1, 0])
  expect([press('ArrowUp', { altKey: true }), press('ArrowDown', { ctrlKey: true })]).toEqual([0, 0])
})

test('a list has two ends, and from outside its first comes first', () => {
  const all = list('one', 'two', 'three')
  const names = ([1, 1, -1, -1, 1, 1, 1] as const).map((by) => stepAlong(all, by)?.textContent)
  expect(names).toEqual(['one', 'two', 'one', 'one', 'two', 'three', 'three'])
  expect(document.activeElement).toBe(all[2])
  expect(stepAlong([], 1)).toBeUndefined()
})

test('from outside it goes on from the one that is shown', () => {
  const all = list('one', 'two', 'three')
  expect(stepAlong(all, -1, (one) => one === all[1])).toBe(all[0])
  expect(stepAlong(all, 1, (one) => one === all[2])).toBe(all[1])
})
