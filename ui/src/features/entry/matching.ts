import type { Competency } from '../../boundary'

const fold = (text: string) => text.toLocaleLowerCase()

/** Competencies in which every word typed is found: first those whose name has it, then those that are about it. */
export function matching(competencies: readonly Competency[], text: string): Competency[] {
  const words = fold(text).split(/\s+/).filter(Boolean)
  const begins = (where: string, word: string) =>
    fold(where)
      .split(/[\s,-]+/)
      .some((part) => part.startsWith(word))
  const named = competencies.filter(({ name }) => words.every((word) => begins(name, word)))
  const about = competencies.filter(
    (one) => !named.includes(one) && words.every((word) => begins(`${one.name} ${one.about}`, word)),
  )
  return [...named, ...about]
}
