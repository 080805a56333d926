/**
 * The text of a query, cut for display only: what is a filter and what are words. The core understands it;
 * here it is never judged. Every token is a slice of the text, so that nothing is lost on the way.
 */
export const filterNames = [
  'kind',
  'competency',
  'level',
  'tag',
  'project',
  'person',
  'on',
  'before',
  'after',
  'is',
  'has',
  'title',
  'sort',
] as const

export type FilterName = (typeof filterNames)[number]

export interface Token {
  /** As it stands in the text, with a leading minus. */
  readonly raw: string
  readonly from: number
  readonly to: number
  readonly not: boolean
  /** None for words, phrases and whatever is still being written. */
  readonly name: FilterName | null
  /** Without quotation marks; a comparison of levels stands in it, as in ">=3". */
  readonly value: string
}

/** Editors exchange them, so any closes any. */
const quotes = '"“”„‟'

const isQuote = (sign: string | undefined) => sign !== undefined && sign !== '' && quotes.includes(sign)

/** Up to the next white space, or over it where a quotation is opened at the beginning or behind a colon. */
function end(text: string, from: number): { to: number; closed: boolean } {
  let at = from
  while (at < text.length && !/\s/u.test(text.charAt(at))) {
    const opens = isQuote(text[at]) && (at === from || isFilterHead(text.slice(from, at)))
    if (opens) {
      let close = at + 1
      while (close < text.length && !isQuote(text[close])) close++
      return close < text.length ? { to: close + 1, closed: true } : { to: text.length, closed: false }
    }
    at++
  }
  return { to: at, closed: true }
}

function nameOf(text: string): FilterName | null {
  const lower = text.toLowerCase()
  return filterNames.find((name) => name === lower) ?? null
}

const isFilterHead = (text: string) => text.endsWith(':') && nameOf(text.slice(0, -1)) !== null

function read(text: string): Pick<Token, 'name' | 'value'> {
  const colon = text.indexOf(':')
  const name = colon > 0 ? nameOf(text.slice(0, colon)) : null
  if (name) {
    const value = text.slice(colon + 1)
    return { name, value: isQuote(value[0]) ? value.slice(1, -1).trim() : value }
  }
  const compared = /^level([<>=].*)$/iu.exec(text)
  return compared ? { name: 'level', value: compared[1] ?? '' } : { name: null, value: text }
}

export function tokens(text: string): Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/u.test(text.charAt(at))) {
      at++
      continue
    }
    const not = text[at] === '-' && /\S/u.test(text.charAt(at + 1))
    const start = not ? at + 1 : at
    const { to, closed } = end(text, start)
    const inner = text.slice(start, to)
    const { name, value } = closed ? read(inner) : { name: null, value: inner }
    const empty = name !== null && value === ''
    found.push({
      raw: text.slice(at, to),
      from: at,
      to,
      not,
      name: empty ? null : name,
      value: empty ? inner : value,
    })
    at = to
  }
  return found
}

/** A value that survives white space. There is no way to write a quotation mark inside quotation marks. */
export function quote(value: string): string {
  const clean = value.trim()
  if (clean !== '' && !/\s/u.test(clean) && !isQuote(clean[0])) return clean
  return `"${Array.from(clean, (sign) => (isQuote(sign) ? ' ' : sign))
    .join('')
    .trim()}"`
}

export const filter = (name: FilterName, value: string): string => `${name}:${quote(value)}`

const isOr = (token: Token | undefined) => token?.raw === 'OR'

/** Filters that stand by themselves, and the rest. One that is part of an OR stays where it is. */
export function parts(text: string): { filters: string[]; words: string } {
  const all = tokens(text)
  const alone = all.filter((token, i) => token.name !== null && !isOr(all[i - 1]) && !isOr(all[i + 1]))
  let words = ''
  let at = 0
  for (const { from, to } of alone) {
    words += text.slice(at, from)
    at = to
    while (at < text.length && /\s/u.test(text.charAt(at))) at++
  }
  return { filters: alone.map(({ raw }) => raw), words: words + text.slice(at) }
}

export const join = (filters: readonly string[], words: string): string =>
  [...filters, ...(words.trim() === '' ? [] : [words.trimStart()])].join(' ')

/** Whether a token says this; a competency also where a level is asked for with it. */
function says(token: Token, name: FilterName, value: string): boolean {
  if (token.name !== name || token.not) return false
  const said = name === 'competency' ? token.value.replace(/[<>=].*$/u, '') : token.value
  return said.toLowerCase() === readBack(name, value).toLowerCase()
}

const readBack = (name: FilterName, value: string) => tokens(filter(name, value))[0]?.value ?? value

export const hasFilter = (text: string, name: FilterName, value: string): boolean =>
  tokens(text).some((token) => says(token, name, value))

/** The text without all filters of this name. */
export function without(text: string, name: FilterName): string {
  const said = tokens(text).filter((token) => token.name === name && !token.not)
  return said.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to).trimStart(), text)
}

/** Adds the filter in front, where it leaves the last word open; or takes away all that say the same. */
export function toggleFilter(text: string, name: FilterName, value: string): string {
  const said = tokens(text).filter((token) => says(token, name, value))
  if (said.length === 0) return [filter(name, value), text.trimStart()].filter(Boolean).join(' ')
  return said.reduceRight((rest, { from, to }) => {
    const before = rest.slice(0, from)
    return before + (before === '' || /\s$/u.test(before) ? rest.slice(to).trimStart() : rest.slice(to))
  }, text)
}

/** "after: 2025-07", "not tag: q3", "competency: Roadmapping, level 3 or more". */
export function filterText(raw: string, competencyName: (key: string) => string | undefined): string {
  const token = tokens(raw)[0]
  if (!token?.name) return raw
  const not = token.not ? 'not ' : ''
  if (token.name === 'competency') {
    const [, key = '', compared = ''] = /^([^<>=]*)(.*)$/u.exec(token.value) ?? []
    return `${not}${competencyName(key) ?? key}${compared === '' ? '' : ` ${levelText(compared)}`}`
  }
  if (token.name === 'level' && /^[<>=]/u.test(token.value)) return `${not}${levelText(token.value)}`
  return `${not}${token.name}: ${token.value}`
}

function levelText(compared: string): string {
  const [, sign = '', level = ''] = /^([<>=]+)(.*)$/u.exec(compared) ?? []
  const shown = { '>=': '≥ ', '<=': '≤ ', '>': '> ', '<': '< ', '=': '' }[sign] ?? sign
  return `level ${shown}${level}`
}
