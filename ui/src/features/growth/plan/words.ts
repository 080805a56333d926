import type { Focus } from '../../../boundary'
import { brief, type Day, daysBetween } from '../../../dates'

/** What was written about a focus, without what was left out. */
export function focusFacts({ gap, opportunity, expected }: Focus): { term: string; text: string }[] {
  return [
    { term: 'Gap', text: gap },
    { term: 'Next', text: opportunity },
    { term: 'Evidence', text: expected },
  ].filter(({ text }) => text !== '')
}

/** As in "29 Jan 2027, in 9 weeks"; after that day it is late. */
export function dueWords({ by }: Focus, now: Day): { text: string; late: boolean } | undefined {
  if (!by) return undefined
  const days = daysBetween(now, by)
  const day = brief(by, now, 'en-GB')
  if (days < 0) return { text: `${day}, which has passed`, late: true }
  if (days === 0) return { text: 'today', late: false }
  if (days < 14) return { text: `${day}, in ${days === 1 ? 'a day' : `${days} days`}`, late: false }
  return { text: `${day}, in ${Math.floor(days / 7)} weeks`, late: false }
}
