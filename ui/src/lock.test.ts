import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { desk } from './desk.svelte'
import { watchIdle } from './lock.svelte'

const minute = 60_000

function opened(passphrase: boolean, lock_after: number) {
  desk.current = {
    state: 'open',
    profile: { name: '', role: '', target: '', by: null },
    theme: 'system',
    protection: {
      passphrase,
      recovery_code: false,
      keychain: false,
      lock_after,
      read_only: false,
      folder: '',
      sample: false,
    },
  }
}

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z') }))
afterEach(() => vi.useRealTimers())

test('it locks after the idle minutes that were chosen, and a key begins them anew', () => {
  opened(true, 10)
  const locking = vi.fn(() => Promise.resolve())
  const stop = watchIdle(locking)
  vi.advanceTimersByTime(9 * minute)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))
  vi.advanceTimersByTime(9 * minute)
  expect(locking).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2 * minute)
  expect(locking).toHaveBeenCalledOnce()
  stop()
})

test('a computer that slept longer is locked before the key that wakes it counts', () => {
  opened(true, 10)
  const locking = vi.fn(() => Promise.resolve())
  const stop = watchIdle(locking)
  // Timers stand still while it sleeps; the clock on the wall does not.
  vi.setSystemTime(new Date('2026-11-23T17:00:00Z'))
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))
  expect(locking).toHaveBeenCalledOnce()
  stop()
})

test('without a passphrase, or where never was chosen, nothing locks', () => {
  const locking = vi.fn(() => Promise.resolve())
  const stop = watchIdle(locking)
  opened(false, 10)
  vi.advanceTimersByTime(60 * minute)
  opened(true, 0)
  vi.advanceTimersByTime(600 * minute)
  expect(locking).not.toHaveBeenCalled()
  stop()
})
