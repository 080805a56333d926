import { describe, expect, it } from 'vitest'
import type { Content } from '../../boundary'
import { blank, blankFacets, contentOf, facetsShown, hasWords, tidy } from './content'
import { folded, foldsOf } from './folds'

const content = blank('2026-11-23')

describe('content', () => {
  it('has words in the text, the title, the private part, a lesson or a quote', () => {
    expect(hasWords({ ...content, body: ' \n ' })).toBe(false)
    expect(hasWords({ ...content, tags: ['launch'], competencies: [{ key: 'strategy', level: 2 }] })).toBe(
      false,
    )
    expect(hasWords({ ...content, body: 'x' })).toBe(true)
    expect(hasWords({ ...content, private: 'x' })).toBe(true)
    expect(hasWords({ ...content, lesson: { ...blankFacets.lesson(), sentence: 'x' } })).toBe(true)
    expect(hasWords({ ...content, feedback: { ...blankFacets.feedback(), quote: 'x' } })).toBe(true)
  })

  it('has words in the fields of its kind, but not in a date or a tick', () => {
    expect(hasWords({ ...content, challenge: { ...blankFacets.challenge(), why: 'x' } })).toBe(true)
    expect(
      hasWords({ ...content, challenge: { ...blankFacets.challenge(), resolved_on: '2026-11-23' } }),
    ).toBe(false)
    expect(hasWords({ ...content, decision: { ...blankFacets.decision(), options: ['x'] } })).toBe(true)
    expect(hasWords({ ...content, decision: { ...blankFacets.decision(), confidence: 70 } })).toBe(false)
    expect(hasWords({ ...content, feedback: { ...blankFacets.feedback(), may_quote: true } })).toBe(false)
  })

  it('is sent without groups that say nothing', () => {
    const sent = tidy({
      ...content,
      outcome: blankFacets.outcome(),
      decision: { ...blankFacets.decision(), options: ['a', ' ', 'b'] },
    })
    expect(sent.outcome).toBeNull()
    expect(sent.decision?.options).toEqual(['a', 'b'])
  })

  it('is what the user wrote, with the groups that the core left out', () => {
    const entry: Content & { id: string } = { ...content, kind: 'decision', body: 'x', id: 'e1' }
    delete entry.lesson
    expect(contentOf(entry)).toEqual({ ...content, kind: 'decision', body: 'x' })
  })

  it('shows the fields of its kind, and those that are filled', () => {
    expect(facetsShown(content)).toEqual([])
    expect(facetsShown({ ...content, kind: 'win' })).toEqual(['outcome'])
    const lesson = { ...blankFacets.lesson(), sentence: 'x' }
    expect(facetsShown({ ...content, kind: 'win', lesson })).toEqual(['outcome', 'lesson'])
  })
})

describe('folds', () => {
  it('open what is filled and toggle', () => {
    expect([...foldsOf({ ...content, kind: 'win' })]).toEqual([])
    expect([...foldsOf({ ...content, kind: 'win', follow_up: '2026-12-23', tags: ['a'] })]).toEqual([
      'outcome',
      'words',
    ])
    expect([...folded(folded(new Set(), 'words'), 'private')]).toEqual(['words', 'private'])
    expect([...folded(new Set(['words']), 'words')]).toEqual([])
  })
})
