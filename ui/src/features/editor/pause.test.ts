import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pause } from './pause'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('pause', () => {
  it('reports half a second after the last key', () => {
    const report = vi.fn()
    const pause = new Pause(report)
    pause.touch()
    vi.advanceTimersByTime(400)
    pause.touch()
    vi.advanceTimersByTime(499)
    expect(report).not.toHaveBeenCalled()
    expect(pause.waiting).toBe(true)
    vi.advanceTimersByTime(1)
    expect(report).toHaveBeenCalledTimes(1)
    expect(pause.waiting).toBe(false)
    vi.advanceTimersByTime(10_000)
    expect(report).toHaveBeenCalledTimes(1)
  })

  it('reports at least every three seconds while typing goes on', () => {
    const at: number[] = []
    const start = Date.now()
    const pause = new Pause(() => at.push(Date.now() - start))
    for (let key = 0; key < 70; key++) {
      pause.touch()
      vi.advanceTimersByTime(100)
    }
    expect(at).toEqual([3000, 6000])
    vi.advanceTimersByTime(500)
    expect(at).toHaveLength(3)
  })

  it('reports at once when asked, and only what is waiting', () => {
    const report = vi.fn()
    const pause = new Pause(report)
    pause.flush()
    expect(report).not.toHaveBeenCalled()
    pause.touch()
    pause.flush()
    expect(report).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(5000)
    expect(report).toHaveBeenCalledTimes(1)
  })

  it('can be dropped', () => {
    const report = vi.fn()
    const pause = new Pause(report)
    pause.touch()
    pause.drop()
    vi.advanceTimersByTime(5000)
    expect(report).not.toHaveBeenCalled()
  })

  it('does not wait for longer when the clock is set back', () => {
    const report = vi.fn()
    const pause = new Pause(report)
    pause.touch()
    vi.setSystemTime(Date.now() - 3_600_000)
    pause.touch()
    vi.advanceTimersByTime(500)
    expect(report).toHaveBeenCalledTimes(1)
  })

  it('takes a change that comes while it reports', () => {
    const report = vi.fn()
    const pause: Pause = new Pause(() => {
      report()
      if (report.mock.calls.length === 1) pause.touch()
    })
    pause.touch()
    vi.advanceTimersByTime(1000)
    expect(report).toHaveBeenCalledTimes(2)
  })
})
