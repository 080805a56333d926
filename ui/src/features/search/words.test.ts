import { describe, expect, it } from 'vitest'
import { entriesText, tookText } from './words'

describe('the words about an answer', () => {
  it('count and time without more digits than matter', () => {
    expect([0, 1, 1204].map(entriesText)).toEqual(['No entries', '1 entry', '1,204 entries'])
    expect([180, 34_100, 1_240_000].map(tookText)).toEqual(['0.2 ms', '34 ms', '1.2 s'])
  })
})
