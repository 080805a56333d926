import type { Hit } from '../../boundary'
import { nameOf } from '../timeline/name'

/** "0.2 ms", "34 ms", "1.2 s" */
export function tookText(microseconds: number): string {
  if (microseconds < 10_000) return `${(microseconds / 1000).toFixed(1)} ms`
  if (microseconds < 1_000_000) return `${Math.round(microseconds / 1000)} ms`
  return `${(microseconds / 1_000_000).toFixed(1)} s`
}

export const entriesText = (count: number): string =>
  count === 0 ? 'No entries' : count === 1 ? '1 entry' : `${count.toLocaleString('en-GB')} entries`

/** What a hit is called where there is room for one line. */
export const hitName = ({ title, snippet }: Pick<Hit, 'title' | 'snippet'>): string =>
  nameOf({ title, excerpt: snippet.replace(/^…|…$/gu, '') })
