import type {
  RedactionProfile,
  RedactionTerm,
  Refusal,
  Replacement,
  ReplacementContext,
  ReplacementSort,
  TermSort,
} from '../../../boundary'
import { called, readers } from '../words'

/** What a word of the list may name, with what is worth knowing before it is put there. */
export const termSorts: readonly { value: TermSort; label: string; example: string; about: string }[] = [
  { value: 'customer', label: 'Customer', example: 'a large retailer', about: '' },
  {
    value: 'project',
    label: 'Project',
    example: 'a new checkout',
    about: 'Your manager still reads the project’s own name.',
  },
  {
    value: 'person',
    label: 'Person',
    example: 'a former colleague',
    about: 'Your manager does not read the name either, even of a colleague.',
  },
  { value: 'other', label: 'Something else', example: 'our office', about: '' },
]

const madeUp = 'One is made if you leave it empty.'

/** What the form says of the words that stand in its place. */
export function aliasHint(sort: TermSort): string {
  const about = termSorts.find(({ value }) => value === sort)?.about ?? ''
  return `${madeUp} ${about}`.trim()
}

export const exampleOf = (sort: TermSort): string =>
  termSorts.find(({ value }) => value === sort)?.example ?? ''

/** "Customer, becomes “a large retailer”" */
export function termWords({ sort = 'customer', alias = '', keep = false }: RedactionTerm): string {
  if (keep) return 'Never replaced'
  const label = termSorts.find(({ value }) => value === sort)?.label ?? ''
  return alias ? `${label}, becomes “${alias}”` : `${label}, becomes a name that is made for it`
}

/** What a reader is told and what not. */
export const aboutReader: Readonly<Record<RedactionProfile, string>> = {
  own: 'For yourself nothing is replaced: you read it as you wrote it. Choose above who else is to read it.',
  manager:
    'Colleagues, projects, sums and days stay: your manager has to know them to judge your work. Mentors, customers, other words of your list, e-mail addresses and telephone numbers are replaced.',
  public:
    'Names, addresses and links are replaced, except your own name. Sums become sizes or changes, and days become months, in the list of entries too.',
}

const sorts: readonly { sort: ReplacementSort; label: string }[] = [
  { sort: 'colleague', label: 'Colleagues' },
  { sort: 'person', label: 'Mentors and other people' },
  { sort: 'customer', label: 'Customers' },
  { sort: 'project', label: 'Projects' },
  { sort: 'other', label: 'Other words of your list' },
  { sort: 'mail', label: 'E-mail addresses' },
  { sort: 'phone', label: 'Telephone numbers' },
  { sort: 'handle', label: 'Account names' },
  { sort: 'link', label: 'Links' },
  { sort: 'number', label: 'Sums and counts' },
  { sort: 'date', label: 'Days' },
  { sort: 'identity', label: 'Identities of entries' },
]

export interface Row {
  /** Stays the same when something else stands in its place. */
  key: string
  replacement: Replacement
}

export interface Group {
  sort: ReplacementSort
  label: string
  rows: Row[]
}

/** Replacements under what sort of thing they are, names first. */
export function grouped(replacements: readonly Replacement[]): Group[] {
  const met = new Map<string, number>()
  const rows = replacements.map((replacement): Row => {
    const nth = (met.get(replacement.what) ?? 0) + 1
    met.set(replacement.what, nth)
    return { key: `${nth} ${replacement.what}`, replacement }
  })
  return sorts
    .map(({ sort, label }) => ({
      sort,
      label,
      rows: rows.filter(({ replacement }) => replacement.sort === sort),
    }))
    .filter((group) => group.rows.length > 0)
}

/** The row that takes the place of one that goes: the next, or the one before it. */
export function neighbour(groups: readonly Group[], key: string): string | undefined {
  const keys = groups.flatMap((group) => group.rows.map((row) => row.key))
  const at = keys.indexOf(key)
  return at < 0 ? undefined : (keys[at + 1] ?? keys[at - 1])
}

const counted = (count: number, one: string, several: string) =>
  count === 1 ? `one ${one}` : `${count} ${several}`

/** "14 replacements in 31 places" */
export function summary(replacements: readonly Replacement[], reader: RedactionProfile): string {
  if (replacements.length === 0)
    return `Nothing in this document is replaced ${called(readers, reader).toLowerCase()}.`
  const places = replacements.reduce((sum, { times }) => sum + times, 0)
  const text = `${counted(replacements.length, 'replacement', 'replacements')} in ${counted(places, 'place', 'places')}`
  return text[0]?.toUpperCase() + text.slice(1)
}

export const timesWords = (times: number): string => (times === 1 ? 'once' : `${times} times`)

/** "Story 2", or the section. */
export const placeWords = ({ section, story }: ReplacementContext): string =>
  story === null ? section : `Story ${story}`

const most = 3

export interface Places {
  shown: readonly ReplacementContext[]
  /** Those that can be unfolded. */
  folded: number
  /** Those of which nothing is known but that they are there. */
  unknown: number
}

export function places({ contexts, times }: Replacement, unfolded: boolean): Places {
  const shown = unfolded ? contexts : contexts.slice(0, most)
  return {
    shown,
    folded: contexts.length - shown.length,
    unknown: Math.max(0, times - contexts.length),
  }
}

/** The words around something as they stood there: no space goes before a comma or behind a bracket. */
export function around({ before, after }: ReplacementContext): { before: string; after: string } {
  const joined = /^$|\S[-–—_]$|[([{“„«‘/@#]$|(^|[\s([{])["']$/u
  const follows = /^([\s.,;:!?)\]}”»’'…/]|"(?!\p{L})|[-–—_]\S)/u
  return {
    before: joined.test(before) ? before : `${before} `,
    after: after === '' || follows.test(after) ? after : ` ${after}`,
  }
}

export interface Wrong {
  field: 'word' | 'alias'
  text: string
}

/** "The word is on the list already. Nothing was stored…", and the field beside which it stands. */
export function wrongOf({ message, hint }: Refusal): Wrong {
  const about = /^(word|alias): (.+?)\.?$/.exec(message)
  const text = about ? `The ${about[1] === 'alias' ? 'name in its place' : 'word'} ${about[2]}.` : message
  return { field: about?.[1] === 'alias' ? 'alias' : 'word', text: `${text} ${hint}`.trim() }
}
