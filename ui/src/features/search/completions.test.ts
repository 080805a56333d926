import { describe, expect, test } from 'vitest'
import { complete, completions, type Stock } from './completions'

const stock: Stock = {
  vocabulary: {
    tags: [
      { name: 'launch', entries: 7 },
      { name: 'q3 planning', entries: 1 },
    ],
    projects: [{ name: 'atlas', entries: 2 }],
    people: [{ name: 'Dana Kim', other_names: [], entries: 12 }],
  },
  competencies: [{ key: 'stakeholders', name: 'Executive stakeholders' }],
  levels: 6,
}

const texts = (text: string) => completions(text, text.length, stock).map((one) => one.text)

describe('completions', () => {
  test('the name of a filter is completed, and then its values', () => {
    expect(texts('ki')).toContain('kind:')
    expect(texts('kind:le')).toEqual(['kind:lesson'])
    expect(texts('roadmap ta')).toContain('tag:')
    expect(texts('sort:')).toEqual(['sort:date', 'sort:best'])
    expect(texts('tag:')).toEqual(['tag:launch', 'tag:"q3 planning"'])
  })

  test('values are found by any of their words', () => {
    expect(texts('tag:pla')).toEqual(['tag:"q3 planning"'])
    expect(texts('competency:exec')).toEqual(['competency:stakeholders'])
  })

  test('a name that somebody types may be meant as a filter', () => {
    expect(texts('dana')).toEqual(['person:"Dana Kim"'])
    expect(texts('-lau')).toEqual(['-tag:launch'])
  })

  test('a word is offered less than the values of a filter, for it may be no more than a word', () => {
    const many = {
      ...stock,
      vocabulary: {
        ...stock.vocabulary,
        tags: ['kite', 'kiln', 'kin', 'kind'].map((name) => ({ name, entries: 1 })),
      },
    }
    expect(completions('ki', 2, many).length).toBe(2)
    expect(completions('tag:ki', 6, many).length).toBe(4)
  })

  test('what is complete, or hardly begun, is left alone', () => {
    expect(texts('tag:launch')).toEqual([])
    expect(texts('d')).toEqual([])
    expect(texts('')).toEqual([])
    expect(texts('see https://example')).toEqual([])
  })

  test('a quotation that is open is one word', () => {
    expect(texts('person:"dana k')).toEqual(['person:"Dana Kim"'])
  })

  test('only the word under the cursor is exchanged', () => {
    const text = 'launch da roadmap'
    const [completion] = completions(text, 9, stock)
    expect(completion && complete(text, 9, completion)).toEqual({
      text: 'launch person:"Dana Kim" roadmap',
      cursor: 24,
    })
    expect(complete('ki', 2, { text: 'kind:', about: '' })).toEqual({ text: 'kind:', cursor: 5 })
  })
})
