import { describe, expect, it } from 'vitest'
import { asked, term, toggleKind, toggleStarred, withTerm } from './query'

describe('query', () => {
  it('quotes what has a space in it', () => {
    expect(term('tag', 'launch')).toBe('tag:launch')
    expect(term('person', 'Dana Okafor')).toBe('person:"Dana Okafor"')
    expect(term('tag', 'a"b')).toBe('tag:"a b"')
  })

  it('reads one field', () => {
    expect(asked('roadmap kind:win', 'kind')).toBe('win')
    expect(asked('person:"Dana Okafor" x', 'person')).toBe('Dana Okafor')
    expect(asked('mankind:win', 'kind')).toBeUndefined()
  })

  it('puts a field in the place of the old one and leaves the words alone', () => {
    expect(withTerm('roadmap  review', 'on', '2026-11-23')).toBe('on:2026-11-23 roadmap review')
    expect(withTerm('on:2026-11 roadmap', 'on', '2026-10')).toBe('on:2026-10 roadmap')
    expect(withTerm('person:"Dana Okafor" roadmap', 'person', null)).toBe('roadmap')
  })

  it('toggles a kind and the star', () => {
    expect(toggleKind('roadmap', 'win')).toBe('kind:win roadmap')
    expect(toggleKind('kind:win roadmap', 'win')).toBe('roadmap')
    expect(toggleKind('kind:win roadmap', 'lesson')).toBe('kind:lesson roadmap')
    expect(toggleStarred('')).toBe('is:starred')
    expect(toggleStarred('is:starred kind:win')).toBe('kind:win')
  })
})
