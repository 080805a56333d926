import type { Backup, Rehearsal, Why } from '../../boundary'
import { count } from '../../numbers'

const reasons: Record<Why, string> = {
  'by-hand': 'made by hand',
  daily: 'made for the day',
  closing: 'made on closing',
  'before-import': 'before an import',
  'before-restore': 'before going back',
  'before-upgrade': 'before an upgrade',
}

export const reason = (why: Why) => reasons[why]

/** "840 KB", "2.1 MB" */
export function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} KB`
  const [unit, word] = bytes < 1_000_000_000 ? [1_000_000, 'MB'] : [1_000_000_000, 'GB']
  return `${(bytes / unit).toFixed(1)} ${word}`
}

/** "210 entries, 3 files" */
export function holds({ entries, attachments }: Pick<Backup, 'entries' | 'attachments'>): string {
  const words = [count(entries, 'entry', 'entries')]
  if (attachments > 0) words.push(count(attachments, 'file', 'files'))
  return words.join(', ')
}

/** "210 entries, 431 versions and 3 files came back and were read in 1.4 s; a search finds 208." */
export function rehearsed({ entries, versions, attachments, indexed, took_ms }: Rehearsal): string {
  const came = [count(entries, 'entry', 'entries'), count(versions, 'version', 'versions')]
  if (attachments > 0) came.push(count(attachments, 'file', 'files'))
  const last = came.pop() ?? ''
  const seconds = (took_ms / 1000).toFixed(1)
  return `${came.join(', ')} and ${last} came back and were read in ${seconds} s. A search would find ${count(indexed, 'entry', 'entries')}.`
}
