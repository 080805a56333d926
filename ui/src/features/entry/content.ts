import type {
  Challenge,
  Content,
  Decision,
  Entry,
  Facets,
  Feedback,
  Kind,
  Lesson,
  Outcome,
} from '../../boundary'
import type { Day } from '../../dates'

/** With every group of fields named, filled or not, as forms and the reader want it. */
export type WholeContent = Content & Required<Facets>
export type WholeEntry = Entry & WholeContent

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
    quiet: false,
  }
}

export const blankFacets = {
  outcome: (): Outcome => ({ metric: '', baseline: '', result: '', unit: '', window: '' }),
  challenge: (): Challenge => ({ resolved_on: null, expected: '', actual: '', why: '', next: '' }),
  decision: (): Decision => ({
    options: [],
    choice: '',
    forecast: '',
    confidence: null,
    review_on: null,
    happened: '',
    came_true: null,
    judged_on: null,
  }),
  lesson: (): Lesson => ({ sentence: '', when: '', then: '', retired_on: null }),
  feedback: (): Feedback => ({ quote: '', from: '', relationship: '', may_quote: false }),
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

/** The core refuses an entry without words, so none is sent. The fields of a kind are words as well. */
export function hasWords(content: Content): boolean {
  const { title, body, outcome, challenge, lesson, decision, feedback } = content
  return [
    title,
    body,
    content.private,
    outcome && Object.values(outcome),
    challenge && [challenge.expected, challenge.actual, challenge.why, challenge.next],
    lesson && [lesson.sentence, lesson.when, lesson.then],
    decision && [decision.options, decision.choice, decision.forecast, decision.happened],
    feedback && [feedback.quote, feedback.from, feedback.relationship],
  ].some(said)
}

/** The content of an entry without what the core adds to it. */
export function contentOf(entry: Content): WholeContent {
  const content = blank(entry.on)
  for (const key of Object.keys(content) as (keyof WholeContent)[]) {
    // A group without words is left out by the core.
    if (entry[key] !== undefined) Object.assign(content, { [key]: entry[key] })
  }
  return structuredClone(content)
}

export const wholeEntry = (entry: Entry): WholeEntry => ({ ...entry, ...contentOf(entry) })
