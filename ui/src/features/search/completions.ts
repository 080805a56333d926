/** What the word under the cursor of a query may become: names of filters, then what stands in the journal. */
import type { Competency, Vocabulary } from '../../boundary'
import { kinds } from '../../elements/kinds'
import { type FilterName, filterNames, quote } from './query'
import { entriesText } from './words'

export interface Completion {
  /** What the word becomes. */
  readonly text: string
  /** What that is, where the text does not say it. */
  readonly about: string
}

export interface Stock {
  vocabulary: Vocabulary
  competencies: readonly Pick<Competency, 'key' | 'name'>[]
  /** How many there are in the framework in use. */
  levels: number
}

const most = 6
/** For a word that may be no more than a word: one line, which hides nothing that was found. */
const few = 2

const about: Record<FilterName, string> = {
  kind: 'win, lesson, challenge …',
  competency: 'what it shows',
  level: 'from 1, the lowest',
  tag: 'a word it is filed under',
  project: 'the undertaking',
  person: 'whom it is about',
  on: 'a day, month, year or from..to',
  before: 'a day',
  after: 'a day',
  is: 'starred, open, resolved, later',
  has: 'outcome, attachment, private, lesson',
  title: 'a word in the title',
  sort: 'date, best',
}

/** Where the word that the cursor stands behind begins; a quotation behind a colon is one word. */
function begin(before: string): number {
  const quoted = /(?:^|\s)-?\p{L}+:["“”„‟][^"“”„‟]*$/u.exec(before)
  if (quoted) return quoted.index + (/^\s/u.test(quoted[0]) ? 1 : 0)
  return before.search(/\S*$/u)
}

const starts = (name: string, typed: string) => {
  const [whole, part] = [name.toLowerCase(), typed.toLowerCase()]
  return whole.startsWith(part) || whole.split(/[\s-]+/u).some((word) => word.startsWith(part))
}

function values(
  name: FilterName,
  { vocabulary, competencies, levels }: Stock,
): { value: string; about: string }[] {
  const counted = (all: Vocabulary['tags']) =>
    all.map(({ name, entries }) => ({ value: name, about: entriesText(entries) }))
  const plain = (all: readonly string[]) => all.map((value) => ({ value, about: '' }))
  switch (name) {
    case 'kind':
      return plain(Object.keys(kinds))
    case 'competency':
      return competencies.map(({ key, name: word }) => ({ value: key, about: word }))
    case 'level':
      return plain(Array.from({ length: levels }, (_, i) => String(i + 1)))
    case 'tag':
      return counted(vocabulary.tags)
    case 'project':
      return counted(vocabulary.projects)
    case 'person':
      return counted(vocabulary.people)
    case 'is':
      return plain(['starred', 'open', 'resolved', 'later'])
    case 'has':
      return plain(['outcome', 'attachment', 'private', 'lesson'])
    case 'sort':
      return plain(['date', 'best'])
    case 'on':
    case 'before':
    case 'after':
      return plain(['today', 'yesterday', 'monday'])
    case 'title':
      return []
  }
}

/** Completions of the word behind which the cursor stands. */
export function completions(text: string, cursor: number, stock: Stock): Completion[] {
  const word = text.slice(begin(text.slice(0, cursor)), cursor)
  const [, minus = '', rest = ''] = /^(-?)(.*)$/su.exec(word) ?? []
  const colon = rest.indexOf(':')
  const name = filterNames.find((one) => one === rest.slice(0, colon).toLowerCase())
  if (colon > 0 && name) {
    const typed = rest.slice(colon + 1).replace(/^["“”„‟]/u, '')
    return values(name, stock)
      .filter(
        ({ value, about: what }) =>
          starts(value, typed) || (what !== '' && name === 'competency' && starts(what, typed)),
      )
      .filter(({ value }) => value.toLowerCase() !== typed.toLowerCase())
      .slice(0, most)
      .map(({ value, about: what }) => ({ text: `${minus}${name}:${quote(value)}`, about: what }))
  }
  if (rest.length < 2 || colon >= 0) return []
  const heads = filterNames
    .filter((one) => one.startsWith(rest.toLowerCase()))
    .map((one) => ({ text: `${minus}${one}:`, about: about[one] }))
  // Somebody may type a name that is a filter, too.
  const named = (['person', 'tag', 'project', 'competency', 'kind'] as const).flatMap((filter) =>
    values(filter, stock)
      .filter(
        ({ value, about: what }) => starts(value, rest) || (filter === 'competency' && starts(what, rest)),
      )
      .map(({ value, about: what }) => ({ text: `${minus}${filter}:${quote(value)}`, about: what })),
  )
  return [...heads, ...named].slice(0, few)
}

/** The text with the word under the cursor completed, and where the cursor is then. */
export function complete(
  text: string,
  cursor: number,
  completion: Completion,
): { text: string; cursor: number } {
  const from = begin(text.slice(0, cursor))
  const rest = text.slice(cursor)
  // What ends in a colon goes on; what is whole is followed by the next word.
  const put = completion.text + (completion.text.endsWith(':') || /^\s/u.test(rest) ? '' : ' ')
  return { text: text.slice(0, from) + put + rest, cursor: from + put.length }
}
