import type { LineState } from '../../boundary'

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
const daysOfYears = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "18 March", with the year where it is not the one beside it. */
function day(on: string, beside: string): string {
  const moment = new Date(`${on}T00:00:00Z`)
  if (Number.isNaN(moment.getTime())) return on
  return (on.slice(0, 4) === beside.slice(0, 4) ? days : daysOfYears).format(moment)
}

function times(count: number): string {
  return ['once', 'twice', 'three times'][count - 1] ?? `${count} times`
}

/** What has become of an entry, in two or three words; `on` is its own day. */
export function stateText(state: LineState, on: string): string {
  switch (state.state) {
    case 'open':
      return 'open'
    case 'resolved':
      return `resolved ${day(state.on, on)}`
    case 'review':
      return `review ${day(state.on, on)}`
    case 'reviewed':
      return state.came_true ? 'came true' : 'did not come true'
    case 'outcome':
      return state.text
    case 'applied':
      return state.times > 0 ? `applied again ${times(state.times)}` : 'not yet applied again'
    case 'from':
      return `from ${state.name}`
  }
}

/** "0.2 ms", "34 ms", "1.2 s" */
export function tookText(microseconds: number): string {
  if (microseconds < 10_000) return `${(microseconds / 1000).toFixed(1)} ms`
  if (microseconds < 1_000_000) return `${Math.round(microseconds / 1000)} ms`
  return `${(microseconds / 1_000_000).toFixed(1)} s`
}

export const entriesText = (count: number): string =>
  count === 0 ? 'No entries' : count === 1 ? '1 entry' : `${count.toLocaleString('en-GB')} entries`
