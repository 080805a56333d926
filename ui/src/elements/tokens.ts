export interface Suggestion {
  name: string
  entries: number
  /** Other words that mean the same. */
  other_names?: readonly string[]
}

export interface Offered extends Suggestion {
  /** The other word by which it was found. */
  via?: string
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
): Offered[] {
  const typed = fold(text)
  const gone = new Set(taken.map(fold))
  const rank = (name: string): number => {
    const word = fold(name)
    if (word.startsWith(typed)) return 0
    return word.split(/[\s\-_/]+/).some((part) => part.startsWith(typed)) ? 1 : 2
  }
  /** Found by its own name, or else by another word for it. */
  const found = (one: Suggestion): (Offered & { rank: number }) | undefined => {
    const own = rank(one.name)
    if (own < 2) return { ...one, rank: own }
    const via = one.other_names?.find((other) => rank(other) < 2)
    return via === undefined ? undefined : { ...one, via, rank: rank(via) }
  }
  return known
    .filter((one) => !gone.has(fold(one.name)))
    .flatMap((one) => found(one) ?? [])
    .toSorted((a, b) => a.rank - b.rank || b.entries - a.entries || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ rank: _, ...one }) => one)
}

/** What a typed word is called: the name of what it is another word for, or itself. */
export function meant(known: readonly Suggestion[], text: string): string {
  const typed = fold(text)
  const own = known.some(({ name }) => fold(name) === typed)
  if (own || typed === '') return text
  return known.find(({ other_names }) => other_names?.some((other) => fold(other) === typed))?.name ?? text
}
