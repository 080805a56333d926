/** A half-open range [from, to) in Unicode scalar values, as the core counts them. */
export type Mark = readonly [from: number, to: number]

export interface Piece {
  text: string
  marked: boolean
}

/** Cuts a text along its marks. Marks may come in any order, overlap, or reach past the end. */
export function cut(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = []
  const push = (part: string, marked: boolean) => {
    if (part === '') return
    const last = pieces.at(-1)
    if (last && last.marked === marked) last.text += part
    else pieces.push({ text: part, marked })
  }
  const sorted = marks.filter(([from, to]) => to > from).toSorted((a, b) => a[0] - b[0])
  // Iterating a string goes scalar by scalar, never through the middle of a surrogate pair.
  const scalars = Array.from(text)
  let at = 0
  for (const [from, to] of sorted) {
    const start = Math.min(Math.max(from, at), scalars.length)
    const end = Math.min(Math.max(to, start), scalars.length)
    push(scalars.slice(at, start).join(''), false)
    push(scalars.slice(start, end).join(''), true)
    at = end
  }
  push(scalars.slice(at).join(''), false)
  return pieces
}
