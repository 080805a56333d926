import { describe, expect, it } from 'vitest'
import {
  type Kept,
  Refusal,
  type RedactionTerm,
  type Replacement,
  type ReplacementContext,
} from '../../../boundary'
import {
  aliasesOf,
  aliasHint,
  around,
  grouped,
  listed,
  neighbour,
  offers,
  places,
  placeWords,
  summary,
  termFor,
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
  ...more,
})
const kept = (word: string, more: Partial<RedactionTerm> = {}): Kept<RedactionTerm> => ({
  id: word,
  value: { word, sort: 'customer', alias: '', keep: false, ...more },
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

  it('finds the line of a word whatever its case and accents', () => {
    expect(listed([kept('Zoë  Müller')], 'zoe muller')?.id).toBe('Zoë  Müller')
    expect(listed([kept('Acme Corp')], 'Acme')).toBeUndefined()
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

describe('what can be said of a replacement', () => {
  const aliases = aliasesOf(
    [kept('Acme', { alias: 'a large retailer' }), kept('Mark', { alias: 'somebody', keep: true })],
    [{ alias: 'my mentor' }, { alias: '' }],
  )

  it('is what it becomes, unless the author has said so on the list or under People', () => {
    expect(offers(replaced('Borealis'), [], aliases)).toEqual({ say: true, keep: true })
    const capital = replaced('Ines', { by: 'My mentor', sort: 'person' })
    expect(offers(capital, [], aliases), 'whatever the capital').toEqual({ say: false, keep: true })
    expect(offers(replaced('Acme', { by: 'A large retailer' }), [kept('acme')], aliases).say).toBe(false)
  })

  it('is not that it is no name where it is on the list, which says what it is', () => {
    expect(offers(replaced('Borealis'), [kept('BOREALIS')], aliases)).toEqual({ say: true, keep: false })
  })

  it('is nothing for sums, days and addresses', () => {
    for (const sort of ['number', 'date', 'mail', 'phone', 'handle', 'link'] as const)
      expect(offers(replaced('x', { sort }), [], aliases)).toEqual({ say: false, keep: false })
  })

  it('brings the sort along, and no more than the name of a project', () => {
    expect(termFor(replaced('Dana', { sort: 'colleague' }))).toMatchObject({ word: 'Dana', sort: 'person' })
    const atlas = { sort: 'project', by: 'Project Q2' } as const
    expect(termFor(replaced('Atlas project', atlas))?.word).toBe('Atlas')
    expect(termFor(replaced('Atlas', atlas))?.word).toBe('Atlas')
  })
})
