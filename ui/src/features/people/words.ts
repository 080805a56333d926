import type { PersonLine, Relation } from '../../boundary'
import { ago } from '../../dates'

/** What somebody is to the author, one and several of them, in the order in which they are shown. */
export const relations: readonly { value: Relation; one: string; several: string; about: string }[] = [
  { value: 'mentor', one: 'Mentor', several: 'Mentors', about: 'gives you advice' },
  { value: 'sponsor', one: 'Sponsor', several: 'Sponsors', about: 'speaks for you where you are not' },
  {
    value: 'stakeholder',
    one: 'Stakeholder',
    several: 'Stakeholders',
    about: 'has an interest in your work',
  },
  { value: 'report', one: 'Report', several: 'Reports', about: 'reports to you' },
  { value: 'peer', one: 'Peer', several: 'Peers', about: 'works beside you' },
]

export const relationWord = (relation: Relation | null): string =>
  relations.find(({ value }) => value === relation)?.one ?? ''

/** "3 entries, last 12 days ago" */
export function contactWords({ entries, days_ago }: PersonLine): string {
  if (entries === 0) return 'not mentioned yet'
  const count = entries === 1 ? 'one entry' : `${entries} entries`
  return days_ago === null ? count : `${count}, last ${ago(days_ago)}`
}

/** "You last wrote about Ines 74 days ago" */
export const quietWords = (name: string, days: number): string =>
  `You last wrote about ${name} ${days} days ago.`

export interface Group {
  label: string
  people: PersonLine[]
}

const apart = /[\s,.;()'"-]+/
const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Whether every word typed begins a word of what is known of somebody. */
function fits(person: PersonLine, words: readonly string[]): boolean {
  const known = fold([person.name, ...person.other_names, person.alias, person.note].join(' ')).split(
    /[\s,.;()'"-]+/,
  )
  return words.every((word) => known.some((one) => one.startsWith(word)))
}

/** Those who fit what was typed, under what they are to the author. */
export function grouped(people: readonly PersonLine[], typed = ''): Group[] {
  const words = fold(typed).split(apart).filter(Boolean)
  const fitting = people.filter((person) => fits(person, words))
  const groups = relations.map(({ value, several }) => ({
    label: several,
    people: fitting.filter(({ relation }) => relation === value),
  }))
  const others = { label: 'Others', people: fitting.filter(({ relation }) => !relation) }
  return [...groups, others].filter((group) => group.people.length > 0)
}

/** Whoever goes by this name, be it another name of theirs. */
export function calledBy(people: readonly PersonLine[], name: string): PersonLine | undefined {
  const wanted = fold(name.trim())
  return people.find((one) => [one.name, ...one.other_names].some((known) => fold(known) === wanted))
}
