import { describe, expect, test } from 'vitest'
import { Refusal } from '../../boundary'
import { Asking } from './asking.svelte'

const refused = (code: 'locked' | 'wrong_secret' | 'damaged') =>
  new Refusal({ code, message: 'No.', hint: 'Try again.' })

describe('a secret that may be needed', () => {
  test('is asked for once something is locked, and given once', () => {
    const asking = new Asking()
    expect([asking.waits, asking.take()]).toEqual([false, null])
    expect(asking.hears(refused('locked'))).toBe(true)
    expect([asking.asks, asking.waits, asking.wrong]).toEqual([true, true, undefined])
    asking.secret = 'correct horse'
    expect([asking.waits, asking.take(), asking.secret]).toEqual([false, 'correct horse', ''])
  })

  test('is said to be wrong only where one was given', () => {
    const asking = new Asking()
    asking.hears(refused('locked'))
    expect(asking.hears(refused('wrong_secret'))).toBe(true)
    expect(asking.wrong?.message).toBe('No.')
    asking.forget()
    expect([asking.asks, asking.wrong]).toEqual([false, undefined])
  })

  test('does not answer other trouble', () => {
    const asking = new Asking()
    expect([asking.hears(refused('damaged')), asking.hears(undefined), asking.asks]).toEqual([
      false,
      false,
      false,
    ])
  })
})
