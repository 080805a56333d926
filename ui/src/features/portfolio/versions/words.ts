import type { Difference, Differences, KeptExport, Topic } from '../../../boundary'
import { brief, dayOf, thisDay } from '../../../dates'
import { count } from '../../../numbers'
import { size } from '../../backup/words'
import { called, formats, presets, readers } from '../words'

export const topics: Record<Topic, string> = {
  options: 'What it is for',
  case: 'The case',
  outcome: 'Outcomes',
  expectation: 'Expectations',
  competency: 'Competencies',
  story: 'Stories',
  leading: 'Leading through others',
  feedback: 'Feedback',
  plan: 'Gaps and plan',
  entry: 'Entries',
}

export const signs: Record<Difference['sort'], string> = {
  added: 'New',
  removed: 'Gone',
  altered: 'Changed',
}

/** "Promotion packet, PDF, for your manager" */
export const made = ({ brief, format, reader }: KeptExport) =>
  [called(presets, brief.preset), called(formats, format), called(readers, reader).toLowerCase()].join(', ')

/** "1 Jan 2026 to 31 May 2026 · Senior PM to Director · 5 stories from 42 entries · Letter · 312 KB" */
export function holds(kept: KeptExport, locale?: string): string {
  const { brief: asked, format, stories, entries, bytes } = kept
  const { from, to, role, target, paper } = asked
  // The year is always told: these are looked at years later.
  const day = (one: string) => brief(one, '', locale)
  const told = `${count(stories, 'story', 'stories')} from ${count(entries, 'entry', 'entries')}`
  // Whoever chose no rungs was told by their profile.
  const step = [role, target].filter(Boolean).join(' to ')
  const set = format === 'pdf' || format === 'docx' ? (paper === 'letter' ? 'Letter' : 'A4') : ''
  return [`${day(from)} to ${day(to)}`, step, told, set, size(bytes)].filter(Boolean).join(' · ')
}

/** "version 3 of 12 May" */
export const sinceWhich = ({ value }: Differences['since'], locale?: string) =>
  `version ${value.number} of ${brief(dayOf(new Date(value.made_at)), thisDay(), locale)}`

export interface Group {
  about: Topic
  heading: string
  differences: Difference[]
}

/** The differences by what they are about, in their order. */
export function grouped(differences: readonly Difference[]): Group[] {
  const groups: Group[] = []
  for (const difference of differences) {
    const last = groups.at(-1)
    if (last?.about === difference.about) last.differences.push(difference)
    else
      groups.push({ about: difference.about, heading: topics[difference.about], differences: [difference] })
  }
  return groups
}

/** "2 new stories, 14 new entries and 3 other changes" */
export function summary(differences: readonly Difference[]): string {
  const added = (about: Topic) =>
    differences.filter((one) => one.about === about && one.sort === 'added').length
  const stories = added('story')
  const entries = added('entry')
  const rest = differences.length - stories - entries
  const parts = [
    ...(stories ? [count(stories, 'new story', 'new stories')] : []),
    ...(entries ? [count(entries, 'new entry', 'new entries')] : []),
    ...(rest ? [count(rest, 'other change', 'other changes')] : []),
  ]
  if (parts.length === 0) return 'Nothing is new'
  const last = parts.pop() ?? ''
  const words = parts.length > 0 ? `${parts.join(', ')} and ${last}` : last
  return stories + entries === 0 ? words.replace(' other', '') : words
}
