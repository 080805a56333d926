import { describe, expect, it } from 'vitest'
import { entriesText, stateText, tookText } from './state'

describe('the words about a hit', () => {
  it('say what has become of it', () => {
    expect(stateText({ state: 'resolved', on: '2026-03-18' }, '2026-03-11')).toBe('resolved 18 March')
    expect(stateText({ state: 'resolved', on: '2027-01-02' }, '2026-12-11')).toBe('resolved 2 January 2027')
    expect(stateText({ state: 'applied', times: 2 }, '2026-03-18')).toBe('applied again twice')
    expect(stateText({ state: 'applied', times: 7 }, '2026-03-18')).toBe('applied again 7 times')
    expect(stateText({ state: 'reviewed', came_true: false }, '2026-03-18')).toBe('did not come true')
  })

  it('count and time without more digits than matter', () => {
    expect([0, 1, 1204].map(entriesText)).toEqual(['No entries', '1 entry', '1,204 entries'])
    expect([180, 34_100, 1_240_000].map(tookText)).toEqual(['0.2 ms', '34 ms', '1.2 s'])
  })
})
