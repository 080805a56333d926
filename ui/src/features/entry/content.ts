import type { Content, Facets, Kind } from '../../boundary'
import type { Day } from '../../dates'

export type FacetName = 'outcome' | 'challenge' | 'decision' | 'lesson' | 'feedback'

export const facetOf: Readonly<Partial<Record<Kind, FacetName>>> = {
  win: 'outcome',
  challenge: 'challenge',
  decision: 'decision',
  lesson: 'lesson',
  feedback: 'feedback',
}

export function blank(on: Day): Content {
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
  }
}

export const blankFacets = {
  outcome: () => ({ metric: '', baseline: '', result: '', unit: '', window: '' }),
  challenge: () => ({ resolved_on: null, expected: '', actual: '', why: '', next: '' }),
  decision: () => ({
    options: [],
    choice: '',
    forecast: '',
    confidence: null,
    review_on: null,
    happened: '',
    came_true: null,
  }),
  lesson: () => ({ sentence: '', when: '', then: '', retired_on: null }),
  feedback: () => ({ quote: '', from: '', relationship: '', may_quote: false }),
} as const

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
export function facetsShown(content: Content): FacetName[] {
  const own = facetOf[content.kind]
  return (['outcome', 'challenge', 'decision', 'lesson', 'feedback'] as const).filter(
    (name) => name === own || filled(content[name]),
  )
}

/** As it is sent: a group that says nothing is left out, an option without words too. */
export function tidy(content: Content): Content {
  const facets: Facets = {
    outcome: filled(content.outcome) ? content.outcome : null,
    challenge: filled(content.challenge) ? content.challenge : null,
    lesson: filled(content.lesson) ? content.lesson : null,
    feedback: filled(content.feedback) ? content.feedback : null,
    decision:
      content.decision && filled(content.decision)
        ? { ...content.decision, options: content.decision.options.filter(said) }
        : null,
    contribution: content.contribution ?? null,
    follow_up: content.follow_up ?? null,
  }
  return { ...content, ...facets }
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

/** The content of an entry without what the core adds to it. */
export function contentOf(entry: Content): Content {
  const bare = blank(entry.on)
  const facets: (keyof Facets)[] = [
    'outcome',
    'contribution',
    'follow_up',
    'challenge',
    'lesson',
    'decision',
    'feedback',
  ]
  const kept: Partial<Content> = {}
  for (const key of [...(Object.keys(bare) as (keyof Content)[]), ...facets]) {
    Object.assign(kept, { [key]: entry[key] })
  }
  return structuredClone({ ...bare, ...kept })
}
