import type { Passage } from '../../boundary'

/** A line as it is written: with the entries that it rests on behind it, as in the document. */
export function marked({ sort, text, by, refs }: Passage): string {
  const words = sort === 'quote' ? `“${text}” ${by}`.trim() : text
  return refs.length > 0 ? `${words} [${refs.map((number) => `E${number}`).join(', ')}]` : words
}
