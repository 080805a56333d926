import type { Kind } from '../../boundary'

/** Small changes to a query that the user can see and go on writing in. */

const piece = (field: string) => new RegExp(`(^|\\s)${field}:("[^"]*"|\\S+)`, 'i')

const squeeze = (query: string) => query.replace(/\s+/g, ' ').trim()

/** `tag:launch`, `person:"Dana Okafor"` */
export function term(field: string, value: string): string {
  const clean = value.replaceAll('"', ' ').trim()
  return /^[^\s:()]+$/.test(clean) ? `${field}:${clean}` : `${field}:"${clean}"`
}

/** What a query asks of one field. */
export function asked(query: string, field: string): string | undefined {
  return piece(field).exec(query)?.[2]?.replaceAll('"', '')
}

/** The query with another value for a field, or without the field. */
export function withTerm(query: string, field: string, value: string | null): string {
  const rest = squeeze(query.replace(piece(field), ' '))
  return value === null ? rest : squeeze(`${term(field, value)} ${rest}`)
}

/** Pressed once it asks for the kind, pressed again it does not. */
export function toggleKind(query: string, kind: Kind): string {
  return withTerm(query, 'kind', asked(query, 'kind') === kind ? null : kind)
}

export function toggleStarred(query: string): string {
  return withTerm(query, 'is', asked(query, 'is') === 'starred' ? null : 'starred')
}
