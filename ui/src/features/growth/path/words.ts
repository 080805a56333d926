import type { Milestone, Path } from '../../../boundary'
import { brief, type Day, thisDay } from '../../../dates'
import { nameOf } from '../../timeline/name'

/** When it was reached, or by when it should be. */
export const dayOf = ({ by, reached }: Milestone): Day | null => reached ?? by

/** As in "reached 1 Jul" or "by 11 Dec". */
export function milestoneWords({ by, reached }: Milestone, now: Day): string {
  if (reached) return `reached ${brief(reached, now, 'en-GB')}`
  if (!by) return 'some day'
  return by < now ? `was due ${brief(by, now, 'en-GB')}` : `by ${brief(by, now, 'en-GB')}`
}

export const timelineKey = [
  { word: 'rung', colour: 'var(--heat-2)' },
  { word: 'milestone reached', colour: 'var(--sea)', shape: 'dot' },
  { word: 'to come', colour: 'var(--brass)', shape: 'ring' },
  { word: 'evidence with a result or a witness', colour: 'var(--ink)', shape: 'dot' },
  { word: 'other evidence', colour: 'var(--ring)', shape: 'ring' },
] as const

/** Everything on the timeline in the order of its days. */
export function timelineRows(path: Path): string[][] {
  const now = thisDay()
  const rows = [
    ...path.posts.map(({ value }) => ({ on: value.since, what: 'Rung', which: value.rung })),
    ...path.milestones.flatMap(({ value }) => {
      const on = dayOf(value)
      const what = value.reached ? 'Milestone reached' : 'Milestone to come'
      return on ? [{ on, what, which: value.name }] : []
    }),
    ...path.strongest.map(({ line, name, level }) => ({
      on: line.on,
      what: `${name}, level ${level}`,
      which: nameOf(line, 72),
    })),
    ...(path.by && path.target ? [{ on: path.by, what: 'Target', which: path.target }] : []),
  ]
  return rows
    .sort((a, b) => a.on.localeCompare(b.on))
    .map(({ on, what, which }) => [brief(on, now, 'en-GB'), what, which])
}
