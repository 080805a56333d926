import type { LineState } from '../../boundary'
import { brief, type Day } from '../../dates'

/** How a thing stands, in a few words: "review 7 Dec", "31 → 39 %". */
export function stateWords(state: LineState, now: Day, locale?: string): string {
  switch (state.state) {
    case 'open':
      return 'open'
    case 'resolved':
      return `resolved ${brief(state.on, now, locale)}`
    case 'review':
      return `review ${brief(state.on, now, locale)}`
    case 'reviewed':
      return state.came_true ? 'came true' : 'did not come true'
    case 'untold':
      return 'cannot tell'
    case 'outcome':
      return state.text
    case 'applied':
      return `applied again ${times(state.times)}`
    case 'from':
      return `from ${state.name}`
  }
}

function times(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : `${count} times`
}
