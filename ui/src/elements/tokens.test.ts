import { describe, expect, it } from 'vitest'
import { meant, suggest, withToken } from './tokens'

const known = [
  { name: 'launch', entries: 9 },
  { name: 'late-nights', entries: 2 },
  { name: 'team lunch', entries: 4 },
  { name: 'numbers', entries: 20 },
]
const names = (text: string, taken: string[] = []) => suggest(known, taken, text).map(({ name }) => name)

describe('tokens', () => {
  it('adds a word once', () => {
    expect(withToken(['a'], ' b ')).toEqual(['a', 'b'])
    expect(withToken(['Launch'], 'launch')).toEqual(['Launch'])
    expect(withToken(['a'], '  ')).toEqual(['a'])
    expect(withToken([], 'two\n words')).toEqual(['two words'])
  })

  it('suggests what begins so before what has a part that does', () => {
    expect(names('la')).toEqual(['launch', 'late-nights'])
    expect(names('lu')).toEqual(['team lunch'])
    expect(names('l')).toEqual(['launch', 'late-nights', 'team lunch'])
  })

  it('suggests the usual ones for nothing, and none twice', () => {
    expect(names('')).toEqual(['numbers', 'launch', 'team lunch', 'late-nights'])
    expect(names('', ['Numbers'])).toEqual(['launch', 'team lunch', 'late-nights'])
    expect(names('x')).toEqual([])
  })

  it('knows somebody by each of their names, and calls them by one', () => {
    const people = [
      { name: 'Dana Kim', entries: 2, other_names: ['D. K.', 'Boss'] },
      { name: 'Omar', entries: 5, other_names: [] },
    ]
    expect(suggest(people, [], 'bo')).toEqual([{ ...people[0], via: 'Boss' }])
    expect(suggest(people, [], 'da')).toEqual([people[0]])
    expect(meant(people, ' boss ')).toBe('Dana Kim')
    expect(meant(people, 'omar')).toBe('omar')
    expect(meant(people, '')).toBe('')
    expect(meant(people, 'Somebody new')).toBe('Somebody new')
  })
})
