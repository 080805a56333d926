import { afterEach, describe, expect, test } from 'vitest'
import { occurrences, rangesOf } from './places'

afterEach(() => (document.body.innerHTML = ''))

describe('occurrences', () => {
  test('a whole word is no part of another', () => {
    expect(occurrences('plan planning plan', ['plan'], true)).toEqual([
      [0, 4],
      [14, 18],
    ])
  })

  test('what somebody types is found anywhere, whatever its case', () => {
    expect(occurrences('Planning a plan', ['PLAN'], false)).toEqual([
      [0, 4],
      [11, 15],
    ])
  })

  test('of two that overlap the first and longer one stays', () => {
    expect(occurrences('road map', ['road', 'road map', 'map'], true)).toEqual([[0, 8]])
  })

  test('without spaces between words any stretch is one', () => {
    expect(occurrences('路线图被推迟了', ['推迟'], true)).toEqual([[4, 6]])
  })
})

describe('rangesOf', () => {
  test('a word is found over the borders of what is set bold', () => {
    document.body.innerHTML = '<div><p>The <b>road</b>map holds.</p><p>map</p></div>'
    expect(rangesOf(document.body, ['roadmap'], true).map(String)).toEqual(['roadmap'])
  })

  test('what stands beside the words is no part of them', () => {
    document.body.innerHTML = '<div><p>roadmap</p><dl data-beside><dd>roadmap</dd></dl></div>'
    expect(rangesOf(document.body, ['roadmap'], true)).toHaveLength(1)
  })

  test('words are found over the end of a line, whichever space is between them', () => {
    document.body.innerHTML = '<div><p>and so\nto bed with Mr.\u00a0Pepys</p></div>'
    expect(rangesOf(document.body, ['so to', 'Mr. Pepys'], true).map(String)).toEqual([
      'so\nto',
      'Mr.\u00a0Pepys',
    ])
    expect(rangesOf(document.body, ['Mr.\u00a0Pepys'], true)).toHaveLength(1)
  })

  test('no word goes from one paragraph into the next', () => {
    document.body.innerHTML = '<div><p>road</p><p>map</p></div>'
    expect(rangesOf(document.body, ['roadmap'], false)).toEqual([])
    expect(rangesOf(document.body, ['road'], true).map(String)).toEqual(['road'])
  })
})
