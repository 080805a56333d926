import { describe, expect, it } from 'vitest'
import { cut, type Mark } from './marks'

const show = (text: string, marks: Mark[]) =>
  cut(text, marks)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('')

describe('cut', () => {
  it('marks words', () => {
    expect(
      show('two teams, one roadmap', [
        [4, 9],
        [15, 22],
      ]),
    ).toBe('two [teams], one [roadmap]')
    expect(show('plain', [])).toBe('plain')
    expect(cut('', [[0, 3]])).toEqual([])
  })

  it('counts scalar values, not UTF-16 units', () => {
    expect(show('🚀 launch slips', [[2, 8]])).toBe('🚀 [launch] slips')
    expect(show('a🚀b', [[1, 2]])).toBe('a[🚀]b')
    // A family is five scalars joined into one sign.
    expect(show('👨‍👩‍👧 home', [[6, 10]])).toBe('👨‍👩‍👧 [home]')
  })

  it('counts a combining mark as one of its own', () => {
    const text = 'cafe\u0301 au lait'
    expect(show(text, [[0, 5]])).toBe('[cafe\u0301] au lait')
    expect(show(text, [[6, 8]])).toBe('cafe\u0301 [au] lait')
  })

  it('keeps the whole text whatever the marks are', () => {
    const text = 'ab🚀cd'
    const marks: Mark[] = [
      [4, 99],
      [1, 3],
      [2, 4],
      [3, 3],
      [7, 9],
      [-2, 1],
    ]
    expect(
      cut(text, marks)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
    expect(show(text, marks)).toBe('[ab🚀cd]')
  })

  it('joins marks that touch', () => {
    expect(
      cut('abcd', [
        [0, 2],
        [2, 4],
      ]),
    ).toEqual([{ text: 'abcd', marked: true }])
  })
})
