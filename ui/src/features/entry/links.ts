import type { Kind, LinkKind } from '../../boundary'

/** Why an entry points at another: what the two are says it. */
export function reason(kind: Kind, target: Kind): LinkKind {
  if (kind === 'lesson') return 'source'
  return target === 'lesson' ? 'applies' : 'about'
}

export const reasonWords: Readonly<Record<LinkKind, string>> = {
  source: 'Came from',
  applies: 'Applies',
  about: 'Same story',
}
