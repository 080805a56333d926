import { describe, expect, it } from 'vitest'
import { blank } from '../entry/content'
import { type Change, otherChanges, shortened, wordChanges } from './diff'

const written = (changes: Change[]) =>
  changes
    .map(({ text, side }) => (side === 'new' ? `+${text}+` : side === 'old' ? `-${text}-` : text))
    .join('')

describe('changes', () => {
  it('are shown word by word', () => {
    expect(written(wordChanges('Maya ran the review', 'Maya ran the roadmap review'))).toBe(
      'Maya ran the +roadmap +review',
    )
    expect(written(wordChanges('two teams', 'three teams'))).toBe('-two-+three+ teams')
    expect(written(wordChanges('same', 'same'))).toBe('same')
    expect(written(wordChanges('', 'all'))).toBe('+all+')
  })

  it('lose no character of either version', () => {
    const before = 'One.\n\n- two\n- three  four'
    const after = 'One!\n\n- two\n-  three four five'
    const changes = wordChanges(before, after)
    const side = (wanted: Change['side']) =>
      changes
        .filter((change) => change.side === 'both' || change.side === wanted)
        .map(({ text }) => text)
        .join('')
    expect(side('old')).toBe(before)
    expect(side('new')).toBe(after)
  })

  it('shorten what stayed, at the ends and between', () => {
    const long = 'word '.repeat(80)
    const changes = shortened(wordChanges(`${long}a ${long}`, `${long}b ${long}`), 20)
    expect(changes[0]?.text.startsWith('…')).toBe(true)
    expect(changes.at(-1)?.text.endsWith('…')).toBe(true)
    expect(changes.every(({ text }) => text.length < 60)).toBe(true)
  })

  it('name what else is different', () => {
    const before = blank('2026-11-23')
    expect(otherChanges(before, { ...before, kind: 'win', tags: ['launch'] })).toEqual(['kind', 'tags'])
    expect(otherChanges(before, { ...before, outcome: null })).toEqual([])
  })
})
