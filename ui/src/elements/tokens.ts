export interface Suggestion {
  name: string
  entries: number
}

const fold = (text: string) => text.trim().toLocaleLowerCase()

/** Adds a word to a list unless it stands there already, in whatever case. */
export function withToken(tokens: readonly string[], text: string): string[] {
  const word = text.replace(/\s+/g, ' ').trim()
  if (word === '' || tokens.some((token) => fold(token) === fold(word))) return [...tokens]
  return [...tokens, word]
}

/** What could be meant: words that begin with the text, then those with a part that does; the usual ones first. */
export function suggest(
  known: readonly Suggestion[],
  taken: readonly string[],
  text: string,
  most = 6,
): Suggestion[] {
  const typed = fold(text)
  const gone = new Set(taken.map(fold))
  const rank = ({ name }: Suggestion): number => {
    const word = fold(name)
    if (word.startsWith(typed)) return 0
    return word.split(/[\s\-_/]+/).some((part) => part.startsWith(typed)) ? 1 : 2
  }
  return known
    .filter((one) => !gone.has(fold(one.name)) && rank(one) < 2)
    .toSorted((a, b) => rank(a) - rank(b) || b.entries - a.entries || a.name.localeCompare(b.name))
    .slice(0, most)
}
