import { facetsShown, filled, type WholeContent } from './content'

/** The parts of an entry's form that are unfolded. */
export type Folds = ReadonlySet<string>

export function folded(folds: Folds, name: string): Folds {
  const next = new Set(folds)
  if (!next.delete(name)) next.add(name)
  return next
}

/** What an entry has something in is unfolded from the start. */
export function foldsOf(content: WholeContent): Folds {
  const open: string[] = facetsShown(content).filter((name) => filled(content[name]))
  if (content.kind === 'win' && (content.contribution || content.follow_up)) open.push('outcome')
  // A lesson that was begun from another entry waits for its sentence.
  if (content.kind === 'lesson' && content.links.length && !filled(content.lesson)) open.push('lesson')
  if (content.tags.length || content.people.length || content.project) open.push('words')
  if (content.private.trim()) open.push('private')
  return new Set(open)
}
