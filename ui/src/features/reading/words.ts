import type { ReadingSort, ReadingStatus } from '../../boundary'

export const sorts: readonly { value: ReadingSort; label: string }[] = [
  { value: 'article', label: 'Article' },
  { value: 'book', label: 'Book' },
  { value: 'talk', label: 'Talk' },
  { value: 'course', label: 'Course' },
]

export const sortWord = (sort: ReadingSort): string =>
  sorts.find(({ value }) => value === sort)?.label ?? 'Article'

const statuses = { next: 'to be read', now: 'reading now', done: 'read', dropped: 'dropped' } as const

export const statusWord = (status: ReadingStatus): string => statuses[status]

/** "example.com", as a link is shown. */
export function hostOf(link: string): string {
  if (link.toLowerCase().startsWith('mailto:')) return link.slice(7)
  try {
    return new URL(link).host.replace(/^www\./, '')
  } catch {
    return link
  }
}

/** Where something goes that is dragged from one place of a list to where another is. */
export function dropPlace(from: number, over: number, below: boolean): number {
  const place = below ? over + 1 : over
  return place > from ? place - 1 : place
}
