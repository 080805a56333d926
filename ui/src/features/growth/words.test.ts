import { expect, it } from 'vitest'
import type { Assessed, Seen } from '../../boundary'
import { apart, lastNotes, who } from './assessments/words'
import { milestoneWords } from './path/words'
import { dueWords } from './plan/words'

const now = '2026-11-26'
const due = (by: string | null) => dueWords({ by } as Parameters<typeof dueWords>[0], now)

it('says how far away a date is in the unit that one would use', () => {
  expect(due(null)).toBeUndefined()
  expect(due('2026-11-26')).toEqual({ text: 'today', late: false })
  expect(due('2026-11-27')).toEqual({ text: '27 Nov, in a day', late: false })
  expect(due('2027-01-29')).toEqual({ text: '29 Jan 2027, in 9 weeks', late: false })
  expect(due('2026-11-20')).toEqual({ text: '20 Nov, which has passed', late: true })
})

it('says of a milestone when it was reached or is due', () => {
  const milestone = { name: 'a', note: '', by: '2026-12-11', reached: null }
  expect(milestoneWords(milestone, now)).toBe('by 11 Dec')
  expect(milestoneWords({ ...milestone, by: '2026-11-01' }, now)).toBe('was due 1 Nov')
  expect(milestoneWords({ ...milestone, reached: '2026-07-01' }, now)).toBe('reached 1 Jul')
  expect(milestoneWords({ ...milestone, by: null }, now)).toBe('some day')
})

it('shows the last reason of each voice, the newest first', () => {
  const said = (voice: Assessed['voice'], person: string | null, on: string, note: string): Assessed => ({
    id: on,
    voice,
    person,
    level: 2,
    on,
    note,
  })
  const assessments = [
    said('self', null, '2025-01-01', 'old'),
    said('peer', 'Kofi', '2025-06-01', 'a peer'),
    said('self', null, '2026-01-01', 'new'),
    said('manager', 'Priya', '2026-02-01', ''),
  ]
  expect(lastNotes({ assessments } as Seen).map(({ note }) => note)).toEqual(['new', 'a peer'])
  expect(assessments.map(who)).toEqual(['You', 'Kofi, a peer', 'You', 'Priya, your manager'])
  expect([apart(0), apart(1), apart(-2), apart(null)]).toEqual(['agree', '+1', '−2', ''])
})
