import { describe, expect, it } from 'vitest'
import { asked, overdue, plan, question, stateOf } from './words'

const now = '2026-11-23'
const ask = (cue: Parameters<typeof question>[0]['cue']) =>
  question({ cue, learnt_on: '2026-03-04' }, now, 'en-GB')

describe('a lesson', () => {
  it('is asked for by its situation, with the year where it is another one', () => {
    const cue = { by: 'situation', name: 'Two teams, one page', excerpt: '' } as const
    expect(ask({ ...cue, on: '2026-03-04' })).toBe(
      'March: Two teams, one page. What did you decide to do differently?',
    )
    expect(ask({ ...cue, name: 'Who decides?', on: '2025-03-04' })).toBe(
      'March 2025: Who decides? What did you decide to do differently?',
    )
  })

  it('is asked for by its plan, its tags or its day where there is no situation', () => {
    expect(ask({ by: 'plan', when: 'a date slips,' })).toBe('If a date slips: what do you do?')
    expect(ask({ by: 'words', about: ['hiring', 'writing'] })).toBe('hiring, writing: what did you learn?')
    expect(ask({ by: 'words', about: [] })).toMatch(
      /^You learned something on .* 4 March 2026\. What was it\?$/,
    )
  })

  it('tells its plan as far as there is one', () => {
    expect(plan({ when: 'a date slips', then: 'say so' })).toBe('If a date slips, then say so.')
    expect(plan({ when: '', then: 'say so' })).toBe('Then say so.')
    expect(plan({ when: ' ', then: '' })).toBe('')
  })

  it('says when it comes back', () => {
    expect(stateOf({ state: 'returns', on: '2027-01-03' }, now, 'en-GB')).toBe('comes back 3 Jan 2027')
    expect(stateOf({ state: 'known' }, now)).toBe('recalled three times')
  })
})

describe('what is asked again', () => {
  it('names what was measured, as far as it is known', () => {
    const result = { for: 'result', metric: 'Activation', baseline: '31', unit: '%' } as const
    expect(asked({ asks: result })).toBe('Activation was 31 %. What is it now?')
    expect(asked({ asks: { ...result, baseline: '' } })).toBe('Activation: what is it now?')
    expect(asked({ asks: { ...result, metric: '' } })).toBe('What came of it?')
  })

  it('says how late it is', () => {
    expect([0, 1, 12].map((days_overdue) => overdue({ days_overdue }))).toEqual([
      'due today',
      'one day overdue',
      '12 days overdue',
    ])
  })
})
