import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Toasts } from './toasts.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('toasts', () => {
  it('go by themselves, those with undo later', () => {
    const toasts = new Toasts()
    toasts.show('Copied')
    toasts.show('Entry deleted', { undo: vi.fn() })
    vi.advanceTimersByTime(4000)
    expect(toasts.list.map((toast) => toast.text)).toEqual(['Entry deleted'])
    vi.advanceTimersByTime(4000)
    expect(toasts.list).toEqual([])
  })

  it('undo once and are gone', () => {
    const toasts = new Toasts()
    const undo = vi.fn()
    const id = toasts.show('Entry deleted', { undo })
    toasts.undo(id)
    toasts.undo(id)
    expect(undo).toHaveBeenCalledTimes(1)
    expect(toasts.list).toEqual([])
  })

  it('wait while they are held', () => {
    const toasts = new Toasts()
    toasts.show('Copied')
    vi.advanceTimersByTime(3000)
    toasts.hold()
    vi.advanceTimersByTime(60_000)
    expect(toasts.list).toHaveLength(1)
    toasts.release()
    vi.advanceTimersByTime(999)
    expect(toasts.list).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(toasts.list).toEqual([])
  })
})
