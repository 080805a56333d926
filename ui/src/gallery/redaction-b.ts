/** A list of words, and what it replaces in a made-up document. */
import type {
  Kept,
  RedactionProfile,
  RedactionTerm,
  Replacement,
  ReplacementContext,
  ReplacementSort,
  TermSort,
} from '../boundary'

interface Asked {
  id: string
  term: RedactionTerm
  profile: RedactionProfile
}

const at = (section: string, story: number | null, before: string, after: string): ReplacementContext => ({
  section,
  story,
  before,
  after,
})

type Replaced = Omit<Replacement, 'offer'>

const manager: Replaced[] = [
  {
    what: 'Ines Árvaló',
    by: 'My mentor',
    sort: 'person',
    times: 2,
    contexts: [
      at('Stories', 1, '', 'asked me whom I would'),
      at('Feedback', null, 'in her words (', '), after the review'),
    ],
  },
  {
    what: 'Will',
    by: 'Person T4',
    sort: 'person',
    times: 1,
    contexts: [at('Cover', null, 'what the team calls “Good', '”: a launch without a')],
  },
  {
    what: 'Acme',
    by: 'A large retailer',
    sort: 'customer',
    times: 7,
    contexts: [
      at('Outcomes', null, 'self-serve checkout at', 'went from 31 to 39'),
      at('Stories', 2, 'the board of', 'met ten days later, and'),
      at('Stories', 2, 'post-', ', nobody asked again'),
    ],
  },
  {
    what: 'Borealis',
    by: 'Customer B4',
    sort: 'customer',
    times: 1,
    contexts: [at('Stories', 3, 'the pilot with', 'ended in March.')],
  },
  {
    what: 'dana@example.org',
    by: '[e-mail address]',
    sort: 'mail',
    times: 1,
    contexts: [at('Appendix', null, 'write to', '')],
  },
]

const others: Replaced[] = [
  {
    what: 'Dana Kim',
    by: 'the CFO',
    sort: 'colleague',
    times: 4,
    contexts: [
      at('Stories', 2, 'told', 'on Friday that the launch'),
      at('Stories', 2, '', 'pushed back hard, then asked'),
      at('Leading through others', null, 'with', 'and two of her leads'),
    ],
  },
  {
    what: 'Maya',
    by: 'Person K7',
    sort: 'colleague',
    times: 2,
    contexts: [
      at('Stories', 1, '', 'ran the roadmap review alone'),
      at('Stories', 1, 'the plan was', '’s, not mine'),
    ],
  },
  {
    what: 'Atlas project',
    by: 'Project Q2',
    sort: 'project',
    times: 1,
    contexts: [at('Stories', 1, 'one owner for the', 'and its three teams')],
  },
  {
    what: '4.2 M EUR',
    by: 'a mid-seven-figure sum',
    sort: 'number',
    times: 1,
    contexts: [at('Outcomes', null, 'worth', 'a year')],
  },
  {
    what: 'from 1,200 to 1,800',
    by: 'up 50 %',
    sort: 'number',
    times: 1,
    contexts: [at('Stories', 3, 'Tickets:', 'in 90 days')],
  },
  {
    what: '23 November 2026',
    by: 'November 2026',
    sort: 'date',
    times: 1,
    contexts: [at('Setback', null, 'On', 'I moved the date')],
  },
]

const listable: Partial<Record<ReplacementSort, TermSort>> = {
  colleague: 'person',
  person: 'person',
  customer: 'customer',
  project: 'project',
  other: 'other',
}

export function redactionAnswers(empty: boolean): Record<string, (asked: Asked) => unknown> {
  let count = 3
  let terms: Kept<RedactionTerm>[] = empty
    ? []
    : [
        { id: 't1', value: { word: 'Acme', sort: 'customer', alias: 'a large retailer', keep: false } },
        { id: 't2', value: { word: 'Borealis', sort: 'customer', alias: '', keep: false } },
        { id: 't3', value: { word: 'Mark', sort: 'person', alias: '', keep: true } },
      ]
  const about = (word: string, term: RedactionTerm) => term.word.toLowerCase() === word.toLowerCase()
  const refuse = (term: RedactionTerm, but = '') => {
    if (terms.some(({ id, value }) => id !== but && about(value.word, term)))
      throw {
        code: 'invalid',
        message: 'word: is on the list already',
        hint: 'Nothing was stored. Correct it and try again.',
      }
  }
  const offerOf = ({ what, by, sort }: Replaced): Replacement['offer'] => {
    const termSort = listable[sort]
    if (!termSort) return null
    const word = what.replace(/ project$/, '')
    return {
      term: { word, sort: termSort, alias: '', keep: false },
      listed: terms.find(({ value }) => about(word, value))?.id ?? null,
      named: !/^(Person|Customer|Project) /.test(by),
    }
  }
  const preview = (profile: RedactionProfile): Replacement[] =>
    (profile === 'public' ? [...others, ...manager] : manager).flatMap((one) => {
      const term = terms.find(({ value }) => about(one.what, value))?.value
      if (term?.keep) return []
      const now = { ...one, by: term?.alias ? term.alias : one.by, sort: term?.sort ?? one.sort }
      return [{ ...now, offer: offerOf(now) }]
    })
  return {
    redaction_terms: () => terms,
    add_redaction_term: ({ term }) => {
      refuse(term)
      terms = [...terms, { id: `t${++count}`, value: term }]
      return `t${count}`
    },
    change_redaction_term: ({ id, term }) => {
      refuse(term, id)
      terms = terms.map((one) => (one.id === id ? { id, value: term } : one))
    },
    remove_redaction_term: ({ id }) => void (terms = terms.filter((one) => one.id !== id)),
    preview_redaction: ({ profile }) => (empty || profile === 'own' ? [] : preview(profile)),
  }
}
