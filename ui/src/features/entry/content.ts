import type { Challenge, Content, Decision, Entry, Feedback, Kind, Lesson, Outcome } from '../../boundary'
import type { Day } from '../../dates'

/** With every field, empty or not, as forms and the reader want it. */
type Whole<T> = T extends readonly (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<T[Key]> }
    : T

export type WholeContent = Whole<Content>
export type WholeEntry = Omit<Entry, keyof Content> & WholeContent

export type FacetName = 'outcome' | 'challenge' | 'decision' | 'lesson' | 'feedback'

export const facetOf: Readonly<Partial<Record<Kind, FacetName>>> = {
  win: 'outcome',
  challenge: 'challenge',
  decision: 'decision',
  lesson: 'lesson',
  feedback: 'feedback',
}

export function blank(on: Day): WholeContent {
  return {
    kind: 'reflection',
    title: '',
    body: '',
    private: '',
    on,
    at: null,
    tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
    starred: false,
    competencies: [],
    tags: [],
    project: null,
    people: [],
    links: [],
    lang: null,
    outcome: null,
    contribution: null,
    follow_up: null,
    challenge: null,
    lesson: null,
    decision: null,
    feedback: null,
  }
}

export const blankFacets = {
  outcome: (): Whole<Outcome> => ({ metric: '', baseline: '', result: '', unit: '', window: '' }),
  challenge: (): Whole<Challenge> => ({ resolved_on: null, expected: '', actual: '', why: '', next: '' }),
  decision: (): Whole<Decision> => ({
    options: [],
    choice: '',
    forecast: '',
    confidence: null,
    review_on: null,
    happened: '',
    came_true: null,
  }),
  lesson: (): Whole<Lesson> => ({ sentence: '', when: '', then: '', retired_on: null }),
  feedback: (): Whole<Feedback> => ({ quote: '', from: '', relationship: '', may_quote: false }),
}

const said = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : Array.isArray(value)
      ? value.some(said)
      : value !== null && value !== undefined && value !== false

/** Whether a group of fields says anything. */
export function filled(facet: object | null | undefined): boolean {
  return facet ? Object.values(facet).some(said) : false
}

/** Which groups of fields an entry shows: that of its kind, and whatever else says something. */
export function facetsShown(content: WholeContent): FacetName[] {
  const own = facetOf[content.kind]
  return (['outcome', 'challenge', 'decision', 'lesson', 'feedback'] as const).filter(
    (name) => name === own || filled(content[name]),
  )
}

/** As it is sent: a group that says nothing is left out, an option without words too. */
export function tidy(content: WholeContent): WholeContent {
  const { outcome, challenge, lesson, feedback, decision } = content
  return {
    ...content,
    outcome: filled(outcome) ? outcome : null,
    challenge: filled(challenge) ? challenge : null,
    lesson: filled(lesson) ? lesson : null,
    feedback: filled(feedback) ? feedback : null,
    decision: decision && filled(decision) ? { ...decision, options: decision.options.filter(said) } : null,
  }
}

/** The core refuses an entry without words, so none is sent. */
export function hasWords(content: Content): boolean {
  return [
    content.title,
    content.body,
    content.private,
    content.lesson?.sentence,
    content.feedback?.quote,
  ].some(said)
}

/** The content of an entry without what the core adds to it, with nothing left open. */
export function contentOf(entry: Content): WholeContent {
  const { outcome, challenge, lesson, feedback, decision } = entry
  const given: Partial<WholeContent> = {}
  const bare = blank(entry.on)
  for (const key of Object.keys(bare) as (keyof WholeContent)[]) {
    if (entry[key] !== undefined) Object.assign(given, { [key]: entry[key] })
  }
  return structuredClone({
    ...bare,
    ...given,
    competencies: (entry.competencies ?? []).map(({ key, level }) => ({ key, level: level ?? null })),
    outcome: outcome ? { ...blankFacets.outcome(), ...outcome } : null,
    challenge: challenge ? { ...blankFacets.challenge(), ...challenge } : null,
    lesson: lesson ? { ...blankFacets.lesson(), ...lesson } : null,
    feedback: feedback ? { ...blankFacets.feedback(), ...feedback } : null,
    decision: decision ? { ...blankFacets.decision(), ...decision } : null,
  })
}

export const wholeEntry = (entry: Entry): WholeEntry => ({ ...entry, ...contentOf(entry) })
