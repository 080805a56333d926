import type { Related } from '../../boundary'

/** How another entry belongs to this one, from where this one stands. */
export function relation({ kind, incoming }: Related): string {
  switch (kind) {
    case 'source':
      return incoming ? 'Lesson from it' : 'Came from'
    case 'applies':
      return incoming ? 'Applied in' : 'Applies'
    case 'about':
      return 'Same story'
  }
}

/** Under the words of their relation, in the order in which the first of each comes. */
export function byRelation(related: readonly Related[]): [string, Related[]][] {
  const groups = new Map<string, Related[]>()
  for (const one of related) {
    const word = relation(one)
    groups.set(word, [...(groups.get(word) ?? []), one])
  }
  return [...groups]
}
