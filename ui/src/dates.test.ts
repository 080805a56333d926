import { describe, expect, it } from 'vitest'
import { addDays, ago, brief, clock, dayOf, daysBetween, month, short, weekday, when } from './dates'

describe('days', () => {
  it('are local', () => {
    expect(dayOf(new Date(2026, 10, 23, 0, 5))).toBe('2026-11-23')
    expect(dayOf(new Date(2026, 10, 23, 23, 55))).toBe('2026-11-23')
    expect(clock(new Date(2026, 10, 23, 9, 5))).toBe('09:05')
  })

  it('are counted over months, leap years and changes of the clock', () => {
    expect(addDays('2026-11-23', 30)).toBe('2026-12-23')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-11-23', '2026-11-23')).toBe(0)
  })

  it('are shown in the language of the user', () => {
    expect(weekday('2026-11-23', 'en-GB')).toMatch(/^Monday,? 23 November$/)
    expect(weekday('2026-11-23', 'de')).toBe('Montag, 23. November')
    expect(month('2026-11-01', 'en-GB')).toBe('November 2026')
    expect(short('2026-11-23', 'en-GB', '2026-11-27')).toMatch(/^Mon,? 23 Nov$/)
  })

  it('name the year only where it is another one', () => {
    expect(brief('2026-12-07', '2026-11-23', 'en-GB')).toBe('7 Dec')
    expect(brief('2025-12-07', '2026-11-23', 'en-GB')).toBe('7 Dec 2025')
    expect(short('2027-04-02', 'en-GB', '2026-11-27')).toBe('2 Apr 2027')
  })

  it('show what is no date as it is', () => {
    expect(weekday('soon')).toBe('soon')
  })
})

describe('how long ago', () => {
  it.each([
    [0, 'today'],
    [1, 'yesterday'],
    [3, '3 days ago'],
    [30, '30 days ago'],
    [59, '59 days ago'],
    [61, '2 months ago'],
    [330, '11 months ago'],
    [360, 'a year ago'],
    [400, 'a year ago'],
    [800, '2 years ago'],
  ])('%i days: %s', (days, words) => expect(ago(days)).toBe(words))

  it('a recent one is as many days old as the calendar says, an old one has its date', () => {
    const now = new Date(2026, 10, 25, 0, 30)
    expect(when(new Date(2026, 10, 25, 0, 10).toISOString(), now)).toBe('today, 00:10')
    expect(when(new Date(2026, 10, 24, 23, 50).toISOString(), now)).toBe('yesterday, 23:50')
    expect(when(new Date(2026, 9, 1, 9, 5).toISOString(), now)).toContain('2026, 09:05')
    expect(when(new Date(2027, 0, 1, 9, 5).toISOString(), now), 'a clock that was put back').toContain('2027')
  })
})
