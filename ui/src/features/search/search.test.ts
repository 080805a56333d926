import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, Hit, IndexState } from '../../boundary'
import { Search } from './search.svelte'

const hit = (id: string): Hit => ({
  id,
  kind: 'win',
  title: id,
  title_marks: [],
  on: '2026-01-01',
  at: null,
  written_later: false,
  starred: false,
  score: 1,
  snippet: '',
  marks: [],
  competencies: [],
  tags: [],
  people: [],
  state: null,
  source: null,
})
const answerTo = (ids: string[]): Answer => ({
  total: ids.length,
  took_us: 200,
  corrected: null,
  sort: 'best',
  note: null,
  hits: ids.map(hit),
  facets: { kind: [], competency: [], level: [], year: [], tag: [], person: [] },
})

interface Question {
  query: string
  limit: number
  answer: (ids: string[]) => Promise<void>
  fail: () => Promise<void>
}
let asked: Question[]
/** What the index says of itself, one answer after the other. */
let states: IndexState[]
const last = () => asked.at(-1) as Question
/** An answer passes through a few hands. */
const handedOn = async () => {
  for (let i = 0; i < 16; i++) await Promise.resolve()
}

beforeEach(() => {
  vi.stubGlobal('innerHeight', 1000)
  asked = []
  states = []
  const invoke = (command: string, { request }: { request: { query: string; limit: number } }) => {
    if (command === 'index_state') return Promise.resolve(states.shift() ?? { state: 'ready' })
    return new Promise<Answer>((resolve, reject) =>
      asked.push({
        ...request,
        answer: (ids) => {
          resolve(answerTo(ids))
          return handedOn()
        },
        fail: () => {
          reject(new Error('no database'))
          return handedOn()
        },
      }),
    )
  }
  Object.assign(window, { __TAURI_INTERNALS__: { invoke } })
})

describe('search', () => {
  it('takes an order that is chosen for the one that was typed', () => {
    const search = new Search()
    search.set('sort:date kind:win launch')
    search.order('best')
    expect(last()).toMatchObject({ query: 'kind:win launch', sort: 'best' })
    search.type('launch SORT:date', 16)
    search.order('date')
    expect(last().query).toBe('kind:win launch ')
  })

  it('lets Enter wait for the answer to what was typed before it', async () => {
    const search = new Search()
    search.type('la', 2)
    await last().answer(['old'])
    search.type('launch', 6)
    const chosen = search.chosen()
    await last().answer(['new', 'old'])
    expect((await chosen)?.id).toBe('new')
    search.type('launch slipped', 14)
    const overtaken = search.chosen()
    const first = last()
    search.type('launch slipped twice', 20)
    await last().answer(['other'])
    await first.answer(['slipped'])
    expect(await overtaken).toBeUndefined()
  })

  it('asks with every key and makes chips of filters that are finished', () => {
    const search = new Search()
    search.type('kind:lesson', 11)
    expect(last().query).toBe('kind:lesson')
    expect(search.filters).toEqual([])
    expect(search.type('kind:lesson ', 12)).toBe(0)
    expect(search.filters).toEqual(['kind:lesson'])
    search.type('road', 4)
    expect(last().query).toBe('kind:lesson road')
    search.type('road ', 5)
    expect(last().query, 'the word is finished').toBe('kind:lesson road ')
  })

  it('gives a filter back as text', () => {
    const search = new Search()
    search.set('kind:lesson tag:q3 two')
    expect(search.reopen()).toBe('tag:q3'.length)
    expect([search.filters, search.words]).toEqual([['kind:lesson'], 'tag:q3 two'])
    search.drop(0)
    expect(last().query).toBe('tag:q3 two')
  })

  it('keeps what was found until the newest answer is there', async () => {
    const search = new Search()
    search.type('a', 1)
    await last().answer(['1', '2'])
    search.type('ab', 2)
    const overtaken = last()
    search.type('abc', 3)
    await overtaken.answer(['9'])
    expect(search.hits.map(({ id }) => id)).toEqual(['1', '2'])
    expect(search.settled).toBe(false)
    await last().answer(['2', '3'])
    expect(search.hits.map(({ id }) => id)).toEqual(['2', '3'])
    expect(search.settled).toBe(true)
  })

  it('keeps the selected hit selected where it is found again', async () => {
    const search = new Search()
    search.type('a', 1)
    await last().answer(['1', '2', '3'])
    expect(search.selected).toBe(0)
    search.select(2)
    search.type('ab', 2)
    await last().answer(['3', '1'])
    expect(search.selected).toBe(0)
    search.select(99)
    expect(search.selected).toBe(1)
    search.select(-5)
    expect(search.selected).toBe(0)
  })

  it('asks for a screen with every key, and for the rest of the page when the typing rests', async () => {
    vi.useFakeTimers()
    const search = new Search()
    const found = (count: number) => Array.from({ length: count }, (_, i) => String(i))
    search.type('a', 1)
    expect(last().limit).toBe(6)
    await last().answer(found(6))
    expect(search.brief).toBe(true)
    search.type('ab', 2)
    vi.advanceTimersByTime(1000)
    expect(asked.length, 'who types on does not rest').toBe(2)
    await last().answer(found(6))
    vi.advanceTimersByTime(1000)
    expect(last()).toMatchObject({ query: 'ab', limit: 20 })
    expect(search.settled, 'what is there can be opened meanwhile').toBe(true)
    await last().answer(found(20))
    expect([search.hits.length, search.brief]).toEqual([20, false])
    vi.useRealTimers()
  })

  it('asks for the rest of the page also when the index was filled meanwhile', async () => {
    vi.useFakeTimers()
    const search = new Search()
    states = [{ state: 'filling', done: 1, total: 2 }, { state: 'ready' }]
    void search.watch()
    await handedOn()
    search.type('a', 1)
    await last().answer(['1', '2', '3', '4', '5', '6'])
    void search.watch()
    await handedOn()
    expect(asked.length, 'there may be more now').toBe(2)
    await last().answer(['1', '2', '3', '4', '5', '6'])
    vi.advanceTimersByTime(1000)
    expect(last()).toMatchObject({ query: 'a', limit: 20 })
    search.rest()
    vi.useRealTimers()
  })

  it('leaves all of what stands there when a search fails while somebody types', async () => {
    const search = new Search()
    search.type('a', 1)
    await last().answer(['1'])
    expect(search.brief).toBe(true)
    search.type('ab', 2)
    await last().fail()
    expect(search.error).toBeDefined()
    expect([search.hits.length, search.brief]).toEqual([1, false])
  })

  it('keeps what stands beside the entries still until the typing rests', async () => {
    vi.useFakeTimers()
    const search = new Search()
    void search.run()
    await last().answer([])
    const whole = search.facets
    expect(whole).toBeDefined()
    search.type('a', 1)
    await last().answer(['1'])
    expect(search.hits.length).toBe(1)
    expect(search.facets).toBe(whole)
    expect(search.brief).toBe(true)
    vi.advanceTimersByTime(1000)
    expect(asked.length, 'all of it is here already').toBe(2)
    expect(search.brief).toBe(false)
    expect(search.facets).toBe(search.answer?.facets)
    search.set('kind:win')
    await last().answer(['2'])
    expect(search.facets, 'whoever presses sees it at once').toBe(search.answer?.facets)
    vi.useRealTimers()
  })

  it('says what the answer answers, not what is being typed', async () => {
    const search = new Search()
    search.type('a', 1)
    expect(search.answered).toBe('')
    await last().answer([])
    search.type('ab', 2)
    expect(search.answered).toBe('a')
    search.set('')
    expect(search.answered).toBe('a')
    await last().answer([])
    expect(search.answered).toBe('')
  })

  it('asks for nothing but the facets while nothing is asked', async () => {
    const search = new Search()
    search.set('  ')
    expect(last()).toMatchObject({ query: '', limit: 0 })
    await last().answer(['1'])
    expect(search.hits).toEqual([])
    search.set('a')
    void search.more()
    expect(last().limit).toBe(40)
  })
})
