import { describe, expect, it } from 'vitest'
import type { PersonLine } from '../../boundary'
import { calledBy, contactWords, grouped, quietWords } from './words'

const person = (name: string, more: Partial<PersonLine> = {}): PersonLine => ({
  id: name,
  name,
  other_names: [],
  relation: null,
  alias: '',
  note: '',
  entries: 0,
  last: null,
  days_ago: null,
  quiet: false,
  ...more,
})

const people = [
  person('Ines Árvaló', { relation: 'mentor', note: 'Ran product at a bank' }),
  person('Dana Kim', { relation: 'stakeholder', other_names: ['D. K.'], alias: 'the CFO' }),
  person('Omar'),
]
const found = (typed: string) =>
  grouped(people, typed).flatMap((group) => group.people.map(({ name }) => name))

describe('people in words', () => {
  it('stand under what they are, those who are nothing in particular last', () => {
    expect(grouped(people).map(({ label }) => label)).toEqual(['Mentors', 'Stakeholders', 'Others'])
  })

  it('are found by the beginnings of words of what is known of them, whatever the accents', () => {
    expect(found('arv')).toEqual(['Ines Árvaló'])
    expect(found('product bank')).toEqual(['Ines Árvaló'])
    expect(found('cfo')).toEqual(['Dana Kim'])
    expect(found('d. k.')).toEqual(['Dana Kim'])
    expect(found('ank')).toEqual([])
    expect(found(' ')).toHaveLength(3)
  })

  it('are known by another name too', () => {
    expect(calledBy(people, 'd. K.')?.name).toBe('Dana Kim')
    expect(calledBy(people, 'Kim')).toBeUndefined()
  })

  it('say when they were last written about', () => {
    expect(contactWords(person('a'))).toBe('not mentioned yet')
    expect(contactWords(person('a', { entries: 1, days_ago: 0 }))).toBe('one entry, last today')
    expect(contactWords(person('a', { entries: 12, days_ago: 9 }))).toBe('12 entries, last 9 days ago')
    expect(contactWords(person('a', { entries: 1 }))).toBe('one entry')
    expect(quietWords('Ines', 74)).toBe('You last wrote about Ines 74 days ago.')
  })
})
