import { describe, expect, it, vi } from 'vitest'
import { Builder } from './builder.svelte'

const composePortfolio = vi.hoisted(() => vi.fn())
const settle = vi.hoisted(() => vi.fn())

vi.mock('../../boundary', async (original) => ({
  ...(await original()),
  ask: (answer: unknown) => answer,
  settle,
  commands: { composePortfolio, writeCase: () => Promise.resolve({}) },
}))

describe('a change', () => {
  it('does not wait for the words that wait for it', async () => {
    const builder = new Builder()
    composePortfolio.mockResolvedValueOnce({ pages: [] })
    const kept = builder.writeCase('I lead by one list.', [])
    settle.mockReturnValue(kept)
    expect(await kept).toBe(true)
    settle.mockReset()
    expect(builder.made.value?.pages).toEqual([])
  })
})

describe('a document that is still being composed', () => {
  it('is composed anew when something has changed that it began without', async () => {
    const builder = new Builder()
    await builder.again()
    expect(builder.made.value, 'nothing was begun').toBeUndefined()
    let end = (_: unknown) => {}
    composePortfolio.mockReturnValueOnce(new Promise((resolve) => (end = resolve)))
    const begun = builder.compose()
    composePortfolio.mockResolvedValueOnce({ pages: [{ mark: 'without the name', picture: '' }] })
    const again = builder.again()
    end({ pages: [{ mark: 'with the name', picture: '' }] })
    await Promise.all([begun, again])
    expect(builder.made.value?.pages.map(({ mark }) => mark)).toEqual(['without the name'])
  })
})

describe('the pages', () => {
  it('come with a picture only where they are not there yet', async () => {
    const builder = new Builder()
    composePortfolio.mockResolvedValueOnce({
      pages: [
        { mark: 'a', picture: '<svg>a</svg>' },
        { mark: 'b', picture: '<svg>b</svg>' },
      ],
    })
    await builder.compose()
    expect(composePortfolio).toHaveBeenLastCalledWith(builder.brief, 'own', [])
    composePortfolio.mockResolvedValueOnce({
      pages: [
        { mark: 'c', picture: '<svg>c</svg>' },
        { mark: 'b', picture: null },
      ],
    })
    await builder.compose()
    expect(composePortfolio).toHaveBeenLastCalledWith(builder.brief, 'own', ['a', 'b'])
    expect(builder.made.value?.pages).toEqual([
      { mark: 'c', picture: '<svg>c</svg>' },
      { mark: 'b', picture: '<svg>b</svg>' },
    ])
  })
})

describe('the brief', () => {
  it('takes the period it is given, and the last year otherwise', () => {
    expect(new Builder({ from: '2026-01-01', to: '2026-06-30' }).brief).toMatchObject({
      preset: 'promotion_packet',
      from: '2026-01-01',
      to: '2026-06-30',
      target: null,
      paper: 'a4',
    })
    expect(new Builder().span).toBe('12')
  })

  it('never ends before it begins', () => {
    const builder = new Builder({ from: '2026-01-01', to: '2026-06-30' })
    builder.move('from', '2026-08-01')
    expect(builder.period).toEqual({ from: '2026-08-01', to: '2026-08-01' })
    builder.move('to', '2026-09-30')
    expect(builder.period).toEqual({ from: '2026-08-01', to: '2026-09-30' })
    builder.move('to', '2026-02-01')
    expect(builder.period).toEqual({ from: '2026-02-01', to: '2026-02-01' })
  })

  it('is found again in the place', () => {
    const builder = new Builder({
      preset: 'self_review',
      from: '2026-01-01',
      to: '2026-06-30',
      paper: 'letter',
    })
    builder.target = 'Director'
    expect(new Builder(builder.params).brief).toEqual(builder.brief)
    expect(new Builder(new Builder().params).span, 'a year is called one').toBe('12')
    expect(new Builder({ preset: 'poem', paper: 'napkin' }).brief).toEqual(new Builder().brief)
  })

  it('keeps the days when they become one’s own', () => {
    const builder = new Builder()
    builder.choose('6')
    const { period } = builder
    builder.choose('own')
    expect(builder.period).toEqual(period)
  })
})
