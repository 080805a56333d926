import { expect, test } from 'vitest'
import type { Difference, KeptExport } from '../../../boundary'
import { grouped, holds, made, summary } from './words'

const difference = (about: Difference['about'], sort: Difference['sort'] = 'added'): Difference => ({
  about,
  sort,
  text: 'words',
  entry: null,
})

const kept: KeptExport = {
  number: 3,
  made_at: '2026-11-23T09:41:00.000Z',
  brief: {
    preset: 'self_review',
    from: '2026-01-01',
    to: '2026-06-30',
    target: null,
    select: [],
    paper: 'a4',
  },
  reader: 'manager',
  format: 'docx',
  file_name: 'Self-review 2026-11-23.docx',
  bytes: 40_000,
  hash: 'ab'.repeat(32),
  document: 'cd'.repeat(32),
  stories: 1,
  entries: 12,
}

test('an export is told by its document, its format and its reader', () => {
  expect(made(kept)).toBe('Self-review, Word document, for your manager')
})

test('what it holds is told with the year, however recent it is', () => {
  expect(holds(kept, 'en-GB')).toMatch(/^1 Jan 2026 to 30 Jun 2026 · 1 story from 12 entries · A4 · /)
})

test('rungs that were chosen for it and its paper are told, where there is a paper', () => {
  const brief = { ...kept.brief, role: 'Senior PM', target: 'Director', paper: 'letter' as const }
  expect(holds({ ...kept, brief }, 'en-GB')).toContain(' · Senior PM to Director · 1 story')
  expect(holds({ ...kept, brief }, 'en-GB')).toContain(' · Letter · ')
  expect(holds({ ...kept, brief, format: 'md' }, 'en-GB')).not.toContain('Letter')
})

test('differences stand together by what they are about, in their order', () => {
  const groups = grouped([difference('story'), difference('story', 'removed'), difference('entry')])
  expect(groups.map(({ heading, differences }) => [heading, differences.length])).toEqual([
    ['Stories', 2],
    ['Entries', 1],
  ])
})

test('a summary counts stories and entries first, and the rest in one', () => {
  expect(summary([])).toBe('Nothing is new')
  expect(summary([difference('story'), difference('entry'), difference('entry')])).toBe(
    '1 new story and 2 new entries',
  )
  expect(summary([difference('story'), difference('entry'), difference('plan', 'altered')])).toBe(
    '1 new story, 1 new entry and 1 other change',
  )
  expect(summary([difference('options', 'altered'), difference('plan')])).toBe('2 changes')
})
