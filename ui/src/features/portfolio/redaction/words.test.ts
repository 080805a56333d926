import { describe, expect, it } from 'vitest'
import { Refusal, type Replacement, type ReplacementContext } from '../../../boundary'
import {
  aliasHint,
  around,
  grouped,
  neighbour,
  places,
  placeWords,
  summary,
  termWords,
  wrongOf,
} from './words'

const context = (more: Partial<ReplacementContext> = {}): ReplacementContext => ({
  before: '',
  after: '',
  section: 'Stories',
  story: 2,
  ...more,
})
const replaced = (what: string, more: Partial<Replacement> = {}): Replacement => ({
  what,
  by: 'Customer B4',
  sort: 'customer',
  times: 1,
  contexts: [context()],
  offer: null,
  ...more,
})
describe('the list in words', () => {
  it('says of each word what becomes of it', () => {
    expect(termWords({ word: 'Acme', alias: 'a retailer' })).toBe('Customer, becomes “a retailer”')
    expect(termWords({ word: 'Atlas', sort: 'project' })).toBe('Project, becomes a name that is made for it')
    expect(termWords({ word: 'Mark', sort: 'person', keep: true })).toBe('Never replaced')
  })

  it('says before a word is put there whom the sort concerns', () => {
    expect(aliasHint('customer')).toBe('One is made if you leave it empty.')
    expect(aliasHint('project')).toContain('Your manager still reads')
    expect(aliasHint('person')).toContain('Your manager does not read')
  })

  it('puts a refusal beside the field that it is about', () => {
    const refused = (message: string) =>
      wrongOf(new Refusal({ code: 'invalid', message, hint: 'Try again.' }))
    expect(refused('word: is on the list already')).toEqual({
      field: 'word',
      text: 'The word is on the list already. Try again.',
    })
    expect(refused('alias: contains a control character').field).toBe('alias')
    expect(refused('The disk is full.')).toEqual({ field: 'word', text: 'The disk is full. Try again.' })
  })
})

describe('what is replaced, in words', () => {
  const all = [
    replaced('4.2 M', { sort: 'number', by: 'a seven-figure sum' }),
    replaced('Acme', { times: 3 }),
    replaced('Dana', { sort: 'colleague', by: 'Person K7' }),
    replaced('Borealis'),
  ]

  it('stands under what it is, names before sums', () => {
    const said = grouped(all).map(({ label, rows }) => [label, ...rows.map((row) => row.replacement.what)])
    expect(said).toEqual([
      ['Colleagues', 'Dana'],
      ['Customers', 'Acme', 'Borealis'],
      ['Sums and counts', '4.2 M'],
    ])
  })

  it('keeps its key when something else stands in its place, and has one of its own where a word is met twice', () => {
    const keys = (replacements: Replacement[]) =>
      grouped(replacements).flatMap(({ rows }) => rows.map(({ key }) => key))
    expect(keys([replaced('Acme', { by: 'a retailer' })])).toEqual(keys([replaced('Acme')]))
    expect(new Set(keys([replaced('Acme'), replaced('Acme', { by: 'somebody' })])).size).toBe(2)
  })

  it('has a row beside it that takes its place', () => {
    const groups = grouped(all)
    const key = (what: string) =>
      groups.flatMap(({ rows }) => rows).find(({ replacement }) => replacement.what === what)?.key ?? ''
    expect(neighbour(groups, key('Dana'))).toBe(key('Acme'))
    expect(neighbour(groups, key('4.2 M'))).toBe(key('Borealis'))
    expect(neighbour(grouped([replaced('Acme')]), key('Acme'))).toBeUndefined()
  })

  it('is counted', () => {
    expect(summary(all, 'public')).toBe('4 replacements in 6 places')
    expect(summary([replaced('Acme')], 'manager')).toBe('One replacement in one place')
    expect(summary([], 'manager')).toBe('Nothing in this document is replaced for your manager.')
  })

  it('shows three places, unfolds the others, and says how many more there are', () => {
    const four = replaced('Acme', { times: 9, contexts: [1, 2, 3, 4].map((story) => context({ story })) })
    expect(places(four, false)).toMatchObject({ shown: { length: 3 }, folded: 1, unknown: 5 })
    expect(places(four, true)).toMatchObject({ shown: { length: 4 }, folded: 0, unknown: 5 })
    expect(places(replaced('Acme'), false)).toMatchObject({ folded: 0, unknown: 0 })
  })

  it('names the story, or the section', () => {
    expect(placeWords(context())).toBe('Story 2')
    expect(placeWords(context({ section: 'Cover', story: null }))).toBe('Cover')
  })

  it('stands among its words as it stood there', () => {
    const line = (before: string, after: string) => {
      const words = around(context({ before, after }))
      return `${words.before}X${words.after}`
    }
    expect(line('told', 'on Friday')).toBe('told X on Friday')
    expect(line('', ', then')).toBe('X, then')
    expect(line('the plan was', '’s, not')).toBe('the plan was X’s, not')
    expect(line('in March (', ') at')).toBe('in March (X) at')
    expect(line('all post-', '-like')).toBe('all post-X-like')
    expect(line('late –', '– came')).toBe('late – X – came')
    expect(line('called it "', '" and')).toBe('called it "X" and')
    expect(line('the "case"', '"again"')).toBe('the "case" X "again"')
  })
})
