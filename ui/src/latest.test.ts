import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Latest } from './latest.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), ms))

describe('latest', () => {
  it('drops an answer that was overtaken', async () => {
    const latest = new Latest<string>()
    const first = latest.ask(() => after(50, 'first'))
    const second = latest.ask(() => after(10, 'second'))
    await vi.advanceTimersByTimeAsync(60)
    expect(await first).toBeUndefined()
    expect(await second).toBe('second')
    expect(latest.value).toBe('second')
    expect(latest.pending).toBe(false)
  })

  it('keeps the last answer until the next is there, and says when it takes long', async () => {
    const latest = new Latest<string>()
    void latest.ask(() => after(10, 'old'))
    await vi.advanceTimersByTimeAsync(10)
    void latest.ask(() => after(300, 'new'))
    await vi.advanceTimersByTimeAsync(199)
    expect([latest.value, latest.slow]).toEqual(['old', false])
    await vi.advanceTimersByTimeAsync(1)
    expect([latest.value, latest.slow]).toEqual(['old', true])
    await vi.advanceTimersByTimeAsync(100)
    expect([latest.value, latest.slow]).toEqual(['new', false])
  })

  it('keeps the last answer when the next fails', async () => {
    const latest = new Latest<string>()
    await latest.ask(() => Promise.resolve('old'))
    await latest.ask(() => Promise.reject(new Error('no')))
    expect(latest.value).toBe('old')
    expect(latest.error).toBeInstanceOf(Error)
    await latest.ask(() => Promise.resolve('new'))
    expect(latest.error).toBeUndefined()
  })

  it('forgets', async () => {
    const latest = new Latest<string>()
    const answer = latest.ask(() => after(10, 'late'))
    latest.clear()
    await vi.advanceTimersByTimeAsync(10)
    expect(await answer).toBeUndefined()
    expect(latest.value).toBeUndefined()
  })
})
