import type { Growth } from '../../boundary'
import type { Span } from './period'

/**
 * The maps as they were last read, so that one stands at once and is brought up to date in place. The page is read
 * anew when the journal is locked, and they are gone with it.
 */
const known = new Map<Span, Growth>()

export const knownMap = (span: Span): Growth | undefined => known.get(span)

/** Remembers what was read; the object that is known already if it says the same, so that nothing is drawn again. */
export function nowKnown(span: Span, growth: Growth): Growth {
  const before = known.get(span)
  if (before && JSON.stringify(before) === JSON.stringify(growth)) return before
  known.set(span, growth)
  return growth
}
