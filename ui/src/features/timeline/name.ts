import type { Line } from '../../boundary'

/** What an entry is called where there is room for one line: its title, or its first words. */
export function nameOf({ title, excerpt }: Pick<Line, 'title' | 'excerpt'>, most = 72): string {
  const words = title || excerpt
  if (words.length <= most) return words || 'An entry without words'
  const cut = words.slice(0, most)
  return `${cut.slice(0, cut.lastIndexOf(' ') > most / 2 ? cut.lastIndexOf(' ') : most).replace(/[\s.,;:]+$/, '')}…`
}
