import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Autosave, type SaveState } from './autosave'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A backend that takes 100 ms for each version and fails as often as it is told to. */
function open({ failing = 0 } = {}) {
  const written: string[] = []
  const states: SaveState[] = []
  const backend = { failing, most: 0, now: 0 }
  const autosave = new Autosave<string>(
    async (text) => {
      backend.most = Math.max(backend.most, ++backend.now)
      await new Promise((done) => setTimeout(done, 100))
      backend.now--
      if (backend.failing > 0) {
        backend.failing--
        throw new Error('disk full')
      }
      written.push(text)
      return text.trim() === '' ? '' : '09:41'
    },
    (state) => states.push(state),
  )
  return { autosave, backend, written, states }
}

describe('autosave', () => {
  it('says saved only after the commit', async () => {
    const { autosave, states } = open()
    autosave.put('a')
    await vi.advanceTimersByTimeAsync(99)
    expect(states).toEqual(['saving'])
    await vi.advanceTimersByTimeAsync(1)
    expect(states).toEqual(['saving', 'saved'])
    expect(autosave.clean).toBe(true)
  })

  it('writes one at a time, and the latest last', async () => {
    const { autosave, backend, written } = open()
    autosave.put('a')
    await vi.advanceTimersByTimeAsync(10)
    autosave.put('ab')
    autosave.put('abc')
    await vi.runAllTimersAsync()
    expect(written).toEqual(['a', 'abc'])
    expect(backend.most).toBe(1)
  })

  it('keeps what could not be written until it can', async () => {
    const { autosave, states, written } = open({ failing: 1 })
    autosave.put('a')
    await vi.runAllTimersAsync()
    expect(states.at(-1)).toBe('failed')
    expect(autosave.clean).toBe(false)
    const flushed = autosave.flush()
    await vi.runAllTimersAsync()
    expect(await flushed).toBe(true)
    expect(written).toEqual(['a'])
    expect(states.at(-1)).toBe('saved')
  })

  it('tries again with the next version', async () => {
    const { autosave, written } = open({ failing: 1 })
    autosave.put('a')
    await vi.runAllTimersAsync()
    autosave.put('ab')
    await vi.runAllTimersAsync()
    expect(written).toEqual(['ab'])
  })

  it('goes on with a newer version when an older one fails', async () => {
    const { autosave, written, states } = open({ failing: 1 })
    autosave.put('a')
    await vi.advanceTimersByTimeAsync(10)
    autosave.put('ab')
    await vi.runAllTimersAsync()
    expect(written).toEqual(['ab'])
    expect(states).toEqual(['saving', 'saving', 'saved'])
  })

  it('does not try for ever by itself', async () => {
    const { autosave, backend, states } = open({ failing: 100 })
    autosave.put('a')
    await vi.runAllTimersAsync()
    expect(backend.failing).toBe(99)
    expect(states).toEqual(['saving', 'failed'])
  })

  it('answers a flush when the last version is written, or could not be', async () => {
    const { autosave, written } = open()
    autosave.put('a')
    autosave.put('ab')
    const flushed = autosave.flush()
    await vi.runAllTimersAsync()
    expect(await flushed).toBe(true)
    expect(written).toEqual(['a', 'ab'])
    const { autosave: broken } = open({ failing: 9 })
    broken.put('a')
    const failed = broken.flush()
    await vi.runAllTimersAsync()
    expect(await failed).toBe(false)
  })

  it('forgets what was dropped', async () => {
    const { autosave, written } = open({ failing: 1 })
    autosave.put('a')
    await vi.runAllTimersAsync()
    autosave.drop()
    expect(await autosave.flush()).toBe(true)
    expect(written).toEqual([])
  })

  it('shows nothing where nothing was kept', async () => {
    const { autosave, states } = open()
    autosave.put(' ')
    await vi.runAllTimersAsync()
    expect(states).toEqual(['saving', 'none'])
  })
})
