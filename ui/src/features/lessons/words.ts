import type { Cue, DueLesson, FollowUp, LessonState, Verdict } from '../../boundary'
import { brief, type Day, full, month } from '../../dates'

const closed = (text: string) => (/[.!?…]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** What is asked before a lesson is shown; it never gives the lesson away. */
export function question(
  { cue, learnt_on }: Pick<DueLesson, 'cue' | 'learnt_on'>,
  now: Day,
  locale?: string,
) {
  switch (cue.by) {
    case 'situation':
      return `${monthOf(cue.on, now, locale)}: ${closed(cue.name)} What did you decide to do differently?`
    case 'plan':
      return `If ${cue.when.replace(/[,.\s]+$/u, '')}: what do you do?`
    case 'words':
      return cue.about.length
        ? `${cue.about.join(', ')}: what did you learn?`
        : `You learned something on ${full(learnt_on, locale)}. What was it?`
  }
}

/** How a situation begins, where there is more to it than its name. */
export const beginning = (cue: Cue): string => (cue.by === 'situation' ? cue.excerpt : '')

function monthOf(on: Day, now: Day, locale?: string): string {
  const name = month(on, locale)
  return on.slice(0, 4) === now.slice(0, 4) ? name.replace(/\s*\d{4}$/u, '') : name
}

/** "If two roadmaps touch one surface, then name one owner". */
export function plan({ when, then }: { when: string; then: string }): string {
  const [condition, deed] = [when.trim(), then.trim()]
  if (condition && deed) return `If ${condition}, then ${deed}.`
  if (condition) return `If ${condition}.`
  return deed && `Then ${deed}.`
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  still_true: 'Still true',
  changed: 'Changed',
  applied: 'Applied',
  retired: 'Retire',
}

/** What stands in a list of reviews: "still true 3 Feb". */
export const reviewWords: Readonly<Record<Verdict, string>> = {
  still_true: 'still true',
  changed: 'changed',
  applied: 'applied',
  retired: 'retired',
}

export function stateOf(state: LessonState, now: Day, locale?: string): string {
  switch (state.state) {
    case 'due':
      return `waits since ${brief(state.since, now, locale)}`
    case 'returns':
      return `comes back ${brief(state.on, now, locale)}`
    case 'known':
      return 'recalled three times'
    case 'retired':
      return `retired ${brief(state.on, now, locale)}`
    case 'quiet':
      return 'does not come back'
  }
}

/** "due today", "3 days overdue". */
export function overdue({ days_overdue }: Pick<FollowUp, 'days_overdue'>): string {
  if (days_overdue === 0) return 'due today'
  return days_overdue === 1 ? 'one day overdue' : `${days_overdue} days overdue`
}

/** What is asked of an entry, in one sentence. */
export function asked({ asks }: Pick<FollowUp, 'asks'>): string {
  if (asks.for === 'verdict') return asks.forecast ? 'Did it come true?' : 'How did it turn out?'
  if (!asks.metric) return 'What came of it?'
  const before = [asks.baseline, asks.unit].filter(Boolean).join(' ')
  return asks.baseline ? `${asks.metric} was ${before}. What is it now?` : `${asks.metric}: what is it now?`
}
