import { diffWordsWithSpace } from 'diff'
import type { Content } from '../../boundary'

export interface Change {
  text: string
  /** Is in the newer version only, in the older one only, or in both. */
  side: 'new' | 'old' | 'both'
}

/** What happened to a text, word by word. */
export function wordChanges(before: string, after: string): Change[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    side: added ? 'new' : removed ? 'old' : 'both',
  }))
}

/** Long stretches that stayed are shortened to their ends. */
export function shortened(changes: readonly Change[], keep = 90): Change[] {
  return changes.map((change, i) => {
    if (change.side !== 'both' || change.text.length <= keep * 2.5) return change
    const head = i === 0 ? '' : change.text.slice(0, keep).replace(/\S*$/, '')
    const tail = i === changes.length - 1 ? '' : change.text.slice(-keep).replace(/^\S*/, '')
    return { ...change, text: `${head}…${tail}` }
  })
}

const names: readonly [keyof Content, string][] = [
  ['kind', 'kind'],
  ['on', 'day'],
  ['at', 'time'],
  ['starred', 'star'],
  ['quiet', 'whether it comes back'],
  ['competencies', 'competencies'],
  ['tags', 'tags'],
  ['people', 'people'],
  ['project', 'project'],
  ['outcome', 'outcome'],
  ['contribution', 'contribution'],
  ['follow_up', 'follow-up'],
  ['challenge', 'challenge'],
  ['decision', 'decision'],
  ['lesson', 'lesson'],
  ['feedback', 'feedback'],
  ['links', 'links'],
]

/** Which parts besides the texts are different: "kind, tags". */
export function otherChanges(before: Content, after: Content): string[] {
  const form = (value: unknown) => JSON.stringify(value ?? null)
  return names.filter(([key]) => form(before[key]) !== form(after[key])).map(([, name]) => name)
}
