/** Answers as the core would, for looking at screens without the shell. Only the gallery loads it. */
import type {
  Answer,
  Brief,
  Competency,
  Exported,
  Framework,
  Growth,
  Hit,
  Kind,
  Launch,
  Line,
  Period,
  Preview,
  Profile,
  Reading,
  SearchRequest,
  Standing,
} from '../boundary'
import { scopes } from '../features/entry/framework.svelte'
import { lines, pages, standings, stories } from './fixtures-b'
import { redactionAnswers } from './redaction-b'

interface Asked {
  request: SearchRequest
  period: Period
  brief: Brief
  key: string
  profile: Profile
  format: string
  id: string
}

const competency = ({ key, name, about, leader_shift }: Standing): Competency => ({
  key,
  name,
  about,
  section: '',
  leader_shift,
  levels: [
    'States in one sentence which goal of the business each piece of my own work serves, and drops a piece that serves none.',
    'Writes a one-year direction for my product that names its users, its bet and two things it will not do.',
    'Sets a shared direction across several products, and at least one team changes what it builds because of it.',
    'Puts a multi-year choice before the executives with the alternatives and their cost, and money or people move.',
  ],
})

const framework: Framework = {
  key: 'pm-to-leader',
  name: 'PM to product leader',
  version: 1,
  levels: scopes.map((name, i) => ({ name, scope: i + 1 })),
  ladder: ['Associate PM', 'PM', 'Senior PM', 'Group PM', 'Director', 'VP', 'CPO'].map((name, i) => ({
    name,
    level: [1, 1, 2, 3, 3, 4, 4][i] ?? 1,
  })),
  competency: standings([]).map(competency),
}

function monthsOf({ from, to }: Period): string[] {
  const months: string[] = []
  const at = new Date(`${from.slice(0, 7)}-01T00:00:00Z`)
  while (at.toISOString().slice(0, 10) <= to) {
    months.push(at.toISOString().slice(0, 10))
    at.setUTCMonth(at.getUTCMonth() + 1)
  }
  return months
}

function growth(period: Period, profile: Profile, empty: boolean): Growth {
  const months = monthsOf(period)
  const kinds: Kind[] = ['reflection', 'win', 'challenge', 'decision', 'lesson', 'feedback']
  const competencies = standings(months).map((one) =>
    empty
      ? {
          ...one,
          level: 0,
          strength: 'none' as const,
          why: 'nothing yet',
          months: months.map(() => 0),
          entries: 0,
          situations: 0,
          last: null,
        }
      : one,
  )
  return {
    period,
    levels: framework.levels,
    role: profile.role ?? '',
    target: profile.target ?? '',
    months,
    competencies,
    by: profile.by ?? null,
    focus: [],
    rhythm: '',
    course: '',
    leverage: months.map((month) => ({ month, did: 0, decided: 0, influenced: 0, enabled: 0 })),
    assessments: [],
    next: empty
      ? []
      : competencies
          .filter(({ strength }) => strength === 'thin' || strength === 'none')
          .slice(0, 3)
          .map(({ key, name, stronger_by }) => ({ key, name, next: stronger_by })),
    coverage: months.map((month, i) => {
      const counts = kinds.map(
        (kind, k) => [kind, empty ? 0 : Math.max(0, ((i * 7 + k * 5) % 9) - k)] as const,
      )
      return {
        month,
        entries: counts.reduce((sum, [, count]) => sum + count, 0),
        by_kind: Object.fromEntries(counts.filter(([, count]) => count > 0)),
      }
    }),
  }
}

const marksIn = (text: string, words: string[]): [number, number][] =>
  words.flatMap((word) => {
    const at = text.toLowerCase().indexOf(word)
    return at < 0 ? [] : [[at, at + word.length] as [number, number]]
  })

function found({ query, limit, sort }: SearchRequest, empty: boolean): Answer {
  const words = query
    .replace(/-?\w+:("[^"]*"|\S*)/g, '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 2)
  const kind = /kind:(\w+)/.exec(query)?.[1]
  const all = (empty ? [] : lines).filter(
    (line) =>
      (!kind || line.kind === kind) &&
      words.every((word) => `${line.title} ${line.excerpt}`.toLowerCase().includes(word)),
  )
  const sorted = sort === 'date' ? all.toSorted((a, b) => b.on.localeCompare(a.on)) : all
  const hits: Hit[] = sorted.map((line, i) => ({
    ...line,
    title_marks: marksIn(line.title, words),
    score: 10 - i,
    snippet: line.excerpt,
    marks: marksIn(line.excerpt, words),
    source: line.kind === 'lesson' ? 'Two teams, one surface' : null,
  }))
  const tally = (values: string[]) =>
    [...new Set(values)]
      .map((value) => ({ value, count: values.filter((other) => other === value).length }))
      .toSorted((a, b) => b.count - a.count)
  return {
    total: hits.length,
    sort: sort ?? 'best',
    took_us: 214,
    corrected: query.includes('raodmap') ? query.replace('raodmap', 'roadmap') : null,
    note: /on:soon/.test(query)
      ? 'A date was not understood, so it was searched as plain words. Dates look like 2026-03-04, 2026-03, 2026, today, yesterday or monday.'
      : null,
    hits: hits.slice(0, limit),
    facets: {
      kind: tally(all.map((line) => line.kind)),
      competency: tally(all.flatMap((line) => line.competencies.map(({ key }) => key))),
      level: [],
      year: tally(all.map((line) => line.on.slice(0, 4))),
      tag: tally(all.flatMap((line) => line.tags)),
      person: tally(all.flatMap((line) => line.people)),
    },
  }
}

const presets = {
  promotion_packet: 'Growth portfolio',
  self_review: 'Self-review',
  manager_brief: 'Manager brief',
  interview_stories: 'Interview stories',
}

function portfolio(brief: Brief, { name = '', role = '', target = '' }: Profile, empty: boolean): Preview {
  const { preset, from, to, paper = 'a4' } = brief
  const title = presets[preset]
  return {
    news: null,
    byline: [name, [role, brief.target ?? target].filter(Boolean).join(' to '), 'January to November 2026']
      .filter(Boolean)
      .join(' · '),
    portfolio: {
      levels: framework.levels,
      preset,
      paper,
      title,
      name,
      role,
      target: brief.target ?? target,
      period: { from, to },
      made_on: to,
      case: [],
      case_edited: false,
      outcomes: [],
      expectations: [],
      matrix: [],
      months: [],
      setback: null,
      leading: [],
      feedback: [],
      gaps: [],
      stories: empty ? [] : stories,
      missing: empty ? [] : ['No failure or reversal with its lesson: reviewers ask for one.'],
      references: lines.map(({ id, on, kind, title, written_later }, i) => ({
        number: i + 1,
        month_only: false,
        id,
        on,
        kind,
        title,
        written_later,
      })),
    },
    findings: empty
      ? []
      : [
          {
            code: 'incomplete',
            message: 'No failure or reversal with its lesson: reviewers ask for one.',
            entry: null,
            story: null,
            fix: null,
            blocks: false,
          },
          {
            code: 'we_without_i',
            message: '“We moved the date” in story 2: what did you do?',
            entry: 'c',
            story: 2,
            fix: { sort: 'write_part', role: 'own' },
            blocks: false,
          },
          {
            code: 'one_story',
            message: 'Executive communication rests on one story.',
            entry: null,
            story: 2,
            fix: { sort: 'show_evidence', key: 'communication' },
            blocks: false,
          },
          {
            code: 'unquoted_feedback',
            message: 'The feedback of 6 November 2026 in story 1 may not be quoted yet.',
            entry: 'f',
            story: 1,
            fix: { sort: 'open_entry', entry: 'f' },
            blocks: false,
          },
        ],
    pages: empty ? pages(title, paper).slice(0, 1) : pages(title, paper),
    others: [],
    dossier: {
      preset,
      expectations: [],
      expected_in: null,
      case: null,
      order: [],
      left_out: [],
      unsaid: [],
      edits: [],
    },
    most_stories: 5,
    has_all_sections: preset === 'promotion_packet' || preset === 'self_review',
  }
}

function reading(line: Line | undefined): Reading | undefined {
  if (!line) return undefined
  const made = `${line.on}T09:20:00Z`
  return {
    entry: {
      ...line,
      body: line.excerpt,
      private: '',
      tz: 'Europe/Berlin',
      project: null,
      links: [],
      lang: null,
      language: 'en',
      attachments: [],
      sample: true,
      created: made,
      modified: made,
    },
    html: `<p>${line.excerpt}</p>`,
    private_html: '',
    related: [],
    learnt_from: null,
  }
}

const refusal = {
  code: 'failed',
  message: 'The file could not be written: the disk is full.',
  hint: 'Your journal is as it was. Free some space, then try again.',
}

export function answerAsked(asked: URLSearchParams): void {
  const empty = asked.get('journal') === 'empty'
  const wait = Number(asked.get('wait') ?? 0)
  const fails = new Set((asked.get('fails') ?? '').split(','))
  const wanted = asked.get('theme')
  let sample = asked.get('sample') !== 'no'
  let filling = asked.get('index') === 'filling' ? 320 : 1204
  let profile: Profile =
    asked.get('profile') === 'none'
      ? { name: '', role: '', target: '', by: null }
      : { name: 'Ada Moreno', role: 'Senior PM', target: 'Group PM', by: '2027-03-26' }

  const launch = (): Launch => ({
    state: 'open',
    theme: wanted === 'dark' || wanted === 'light' ? wanted : 'system',
    profile,
    protection: {
      passphrase: false,
      recovery_code: false,
      keychain: false,
      lock_after: 10,
      read_only: false,
      folder: '/home/ada/.local/share/helmlog',
      sample,
    },
    place: null,
    cut_off: null,
    today: {
      date: '2026-11-23',
      week: 48,
      workdays_written: 17,
      workdays: 22,
      entries: [],
      composing: null,
      unsaved: '',
      lesson: null,
      follow_up: null,
      on_this_day: [],
      review: null,
      welcome_back: false,
      quiet: null,
      is_new: empty,
    },
  })
  const exported = ({ format }: Asked): Exported => ({
    path: `/home/ada/Documents/Promotion packet 2026-11-23.${format}`,
    pages: format === 'pdf' ? 5 : null,
    version: 1,
  })
  const line = (id: string): Line | undefined => lines.find((one) => one.id === id)

  const answers: Record<string, (asked: Asked) => unknown> = {
    launch,
    framework: () => framework,
    frameworks: () => [{ framework, in_use: true, entries: 12, retired: [] }],
    profile: () => profile,
    set_profile: (given) => void (profile = given.profile),
    set_theme: () => null,
    search: ({ request }) => found(request, empty),
    index_state: () => {
      filling = Math.min(filling + 90, 1204)
      return filling < 1204 ? { state: 'filling', done: filling, total: 1204 } : { state: 'ready' }
    },
    month: () => ({ days: [], first: empty ? null : '2024-02-05', last: '2026-11-23' }),
    growth: ({ period }) => growth(period, profile, empty),
    evidence: ({ key }) => ({
      competency: framework.competency.find((one) => one.key === key),
      entries: lines.filter((one) => one.competencies.some((tagged) => tagged.key === key)),
      total: lines.filter((one) => one.competencies.some((tagged) => tagged.key === key)).length,
    }),
    compose_portfolio: ({ brief }) => portfolio(brief, profile, empty),
    export_portfolio: exported,
    export_portfolio_as: exported,
    show_export: () => null,
    ...redactionAnswers(empty),
    add_sample: () => void (sample = true),
    remove_sample: () => void (sample = false),
    check_vault: () => ({ entries: 1204, versions: 3310, attachments: 18, indexed: 1204, problems: [] }),
    entry: ({ id }) => reading(line(id)),
    history: () => [],
    list: ({ request }) => ({
      lines: empty ? [] : lines.slice(0, request.limit),
      next: null,
      total: lines.length,
      note: null,
    }),
    vocabulary: () => ({ tags: [], projects: [], people: [] }),
    alike: () => [],
    faced_before: () => [],
    found_in: () => [],
    searches: () => ({ saved: [], recent: [] }),
    note_search: () => ({ saved: [], recent: [] }),
    synonyms: () => 'roadmap, plan',
  }
  const invoke = async (command: string, given: Asked) => {
    await new Promise((resolve) => setTimeout(resolve, wait))
    const answer = answers[command]
    if (!answer || fails.has(command)) throw refusal
    return answer(given) ?? null
  }
  Object.assign(window, { __TAURI_INTERNALS__: { invoke } })
}
