import { expect, it } from 'vitest'
import type { LineState } from '../../boundary'
import { stateWords } from './state'

it.each<[LineState, string]>([
  [{ state: 'open' }, 'open'],
  [{ state: 'resolved', on: '2026-03-18' }, 'resolved 18 Mar'],
  [{ state: 'review', on: '2027-12-07' }, 'review 7 Dec 2027'],
  [{ state: 'reviewed', came_true: false }, 'did not come true'],
  [{ state: 'outcome', text: '31 → 39 %' }, '31 → 39 %'],
  [{ state: 'applied', times: 1 }, 'applied again once'],
  [{ state: 'applied', times: 2 }, 'applied again twice'],
  [{ state: 'applied', times: 3 }, 'applied again 3 times'],
  [{ state: 'from', name: 'Dana' }, 'from Dana'],
])('says how a thing stands: %o', (state, words) => {
  expect(stateWords(state, '2026-11-23', 'en-GB')).toBe(words)
})
