import { describe, expect, it } from 'vitest'
import { filter, filterNames, filterText, hasFilter, join, parts, quote, toggleFilter, tokens } from './query'

const names = (text: string) =>
  tokens(text).map(({ not, name, value }) => [not ? '-' : '', name, value].join('|'))

/** Small numbers that come in the same order every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

const scraps = [
  'kind:',
  'win',
  'person:',
  '"',
  '“',
  '-',
  ' ',
  '  ',
  'OR',
  'Dana K',
  'level',
  '>=3',
  ':',
  'é🚀',
  '\t',
  'tag:q3',
]

function anyText(roll: (sides: number) => number): string {
  return Array.from({ length: roll(12) }, () => scraps[roll(scraps.length)]).join('')
}

const values = ['q3', 'Dana K', 'with "quotes" inside', '"starts', 'a:b', '-minus', 'é 🚀', 'OR', 'tab\there']

describe('tokens', () => {
  it('tells filters from words', () => {
    expect(names('after:2025-07 two "same roadmap" -tag:q3 person:"Dana K"')).toEqual([
      '|after|2025-07',
      '||two',
      '||"same roadmap"',
      '-|tag|q3',
      '|person|Dana K',
    ])
  })

  it('knows levels, whatever they are compared with', () => {
    expect(names('level>=3 LEVEL:2 competency:strategy<3')).toEqual([
      '|level|>=3',
      '|level|2',
      '|competency|strategy<3',
    ])
  })

  it('leaves alone what is still being written or is nobody’s filter', () => {
    expect(names('kind: person:"Dana http://x.org - 10:30')).toEqual([
      '||kind:',
      '||person:"Dana http://x.org - 10:30',
    ])
    expect(names('http://x.org - 10:30')).toEqual(['||http://x.org', '||-', '||10:30'])
  })

  it('are slices that cover everything but white space', () => {
    const roll = dice(7)
    for (let i = 0; i < 2000; i++) {
      const text = anyText(roll)
      let rest = ''
      let at = 0
      for (const token of tokens(text)) {
        expect(text.slice(token.from, token.to)).toBe(token.raw)
        rest += text.slice(at, token.from)
        at = token.to
      }
      expect((rest + text.slice(at)).trim(), JSON.stringify(text)).toBe('')
    }
  })
})

describe('quote', () => {
  it('marks only what needs it', () => {
    expect(quote('q3')).toBe('q3')
    expect(quote('Dana K')).toBe('"Dana K"')
    expect(quote('say "no" twice')).toBe('"say  no  twice"')
  })

  it('is read back as one filter', () => {
    for (const name of filterNames) {
      for (const value of values) {
        const read = tokens(filter(name, value))
        expect(read).toHaveLength(1)
        expect(read[0]?.name).toBe(name)
      }
    }
  })
})

describe('toggleFilter', () => {
  it('adds in front and takes away where it stands', () => {
    expect(toggleFilter('two teams', 'kind', 'lesson')).toBe('kind:lesson two teams')
    expect(toggleFilter('two kind:lesson teams', 'kind', 'lesson')).toBe('two teams')
    expect(toggleFilter('', 'person', 'Dana K')).toBe('person:"Dana K"')
    expect(toggleFilter('competency:strategy>=3 x', 'competency', 'strategy')).toBe('x')
    expect(toggleFilter('-kind:win x', 'kind', 'win')).toBe('kind:win -kind:win x')
  })

  it('undoes itself and leaves every other token as it was', () => {
    const roll = dice(11)
    for (let i = 0; i < 2000; i++) {
      const text = anyText(roll)
      const value = values[roll(values.length)] ?? ''
      const name = filterNames[roll(filterNames.length)] ?? 'tag'
      const others = tokens(text)
        .map(({ raw }) => raw)
        .filter((raw) => !hasFilter(raw, name, value))
      const on = hasFilter(text, name, value)
      const once = toggleFilter(text, name, value)
      expect(hasFilter(once, name, value), JSON.stringify(text)).toBe(!on)
      const gone = on ? once : toggleFilter(once, name, value)
      expect(tokens(gone).map(({ raw }) => raw)).toEqual(others)
    }
  })
})

describe('parts', () => {
  it('takes filters out of the words', () => {
    expect(parts('after:2025-07 two teams kind:lesson same ')).toEqual({
      filters: ['after:2025-07', 'kind:lesson'],
      words: 'two teams same ',
    })
  })

  it('leaves alternatives together', () => {
    expect(parts('tag:q3 kind:win OR kind:lesson x')).toEqual({
      filters: ['tag:q3'],
      words: 'kind:win OR kind:lesson x',
    })
  })

  it('loses nothing when they are joined again', () => {
    const roll = dice(3)
    for (let i = 0; i < 2000; i++) {
      const text = anyText(roll)
      const { filters, words } = parts(text)
      const sorted = (list: string) =>
        tokens(list)
          .map(({ raw }) => raw)
          .toSorted()
      expect(sorted(join(filters, words)), JSON.stringify(text)).toEqual(sorted(text))
    }
  })
})

describe('filterText', () => {
  const name = (key: string) => ({ strategy: 'Vision and strategy' })[key]
  it('reads like words', () => {
    expect(filterText('after:2025-07', name)).toBe('after: 2025-07')
    expect(filterText('-person:"Dana K"', name)).toBe('not person: Dana K')
    expect(filterText('competency:strategy>=3', name)).toBe('Vision and strategy level ≥ 3')
    expect(filterText('competency:unknown', name)).toBe('unknown')
    expect(filterText('level=2', name)).toBe('level 2')
  })
})
