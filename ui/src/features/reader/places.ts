/** Where words stand in a part of the page: as ranges, so that they can be marked without touching it. */

const isWord = (sign: string) => /[\p{L}\p{N}\p{M}]/u.test(sign)

/** The same text, of the same length, with each space as a plain one: where a line ends or may end is not looked for. */
const plain = (text: string) => text.replace(/\s/gu, ' ')

/** The text of `root` without what stands beside it, a line for each block, and which node each stretch comes from. */
function textOf(root: Node): { text: string; stretches: { node: Text; from: number }[] } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const stretches: { node: Text; from: number }[] = []
  let text = ''
  let block: Element | null = null
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest('[data-beside]')) continue
    const around =
      node.parentElement?.closest('p, li, td, th, h1, h2, h3, h4, h5, h6, pre, dd, dt, blockquote, div') ??
      null
    if (block && around !== block) text += '\n'
    block = around
    stretches.push({ node, from: text.length })
    text += plain(node.data)
  }
  return { text, stretches }
}

function place(stretches: { node: Text; from: number }[], at: number): [Text, number] | undefined {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((stretches[middle]?.from ?? 0) <= at) low = middle
    else high = middle - 1
  }
  const found = stretches[low]
  return found && [found.node, Math.min(at - found.from, found.node.data.length)]
}

/** From and to of each occurrence in `text`, in order, without overlaps. */
export function occurrences(text: string, words: readonly string[], whole: boolean): [number, number][] {
  const small = whole ? text : text.toLowerCase()
  // In a few languages small letters are more: then only what is written alike is found.
  const hay = small.length === text.length ? small : text
  const found: [number, number][] = []
  for (const word of words) {
    const needle = hay === text ? word : word.toLowerCase()
    if (needle === '') continue
    for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length)) {
      const to = at + needle.length
      const stands = !whole || !(clings(text, at) || clings(text, to))
      if (stands) found.push([at, to])
    }
  }
  found.sort(([a, x], [b, y]) => a - b || y - x)
  return found.filter(([from], i) => !found.slice(0, i).some(([, end]) => from < end))
}

/** Whether a word goes on over this place; where there are no spaces, none does. */
function clings(text: string, at: number): boolean {
  const [before, behind] = [text.charAt(at - 1), text.charAt(at)]
  return (
    isWord(before) &&
    isWord(behind) &&
    !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u.test(before + behind)
  )
}

/** The places of words in `root`; whole words as they are written, or any stretch that reads the same. */
export function rangesOf(root: Node, words: readonly string[], whole: boolean): Range[] {
  const { text, stretches } = textOf(root)
  return occurrences(text, words.map(plain), whole).flatMap(([from, to]) => {
    const [start, end] = [place(stretches, from), place(stretches, to - 1)]
    if (!start || !end) return []
    const range = document.createRange()
    range.setStart(...start)
    range.setEnd(end[0], end[1] + 1)
    return [range]
  })
}

/** Marks ranges under a name that the style sheet knows; none takes the marks away. */
export function mark(name: 'found' | 'here', ranges: readonly Range[]): void {
  // Where the web view does not know them, nothing is marked, and nothing else is missing.
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return
  if (ranges.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...ranges))
}

/** Scrolls a range into the middle of what scrolls around it, unless it is in view. */
export function reveal(range: Range): void {
  const box = range.getBoundingClientRect()
  const element = range.startContainer.parentElement
  if (!element || (box.top >= 80 && box.bottom <= innerHeight - 80)) return
  let pane: Element | null = element
  while (pane && pane.scrollHeight <= pane.clientHeight + 1) pane = pane.parentElement
  pane?.scrollBy({ top: box.top - innerHeight / 2 })
}
