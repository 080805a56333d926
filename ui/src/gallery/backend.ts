/**
 * Answers in place of the shell, so that the views can be looked at in a browser. It holds the sample journal
 * and just enough of the core's behaviour to click through the screens; it is no part of the build.
 */
import { parse } from 'smol-toml'
import frameworkText from '../../../crates/core/data/framework.toml?raw'
import type { Content, Framework, Launch, Line, LineState, ListRequest, Today } from '../boundary'
import { scopes } from '../features/entry/framework.svelte'
import { blank, blankFacets, contentOf, tidy, type WholeEntry } from '../features/entry/content'

type Sample = Omit<Partial<Content>, 'competencies'> & {
  id?: string
  on: string
  competencies?: string[]
  sources?: string[]
  about?: string[]
  applies?: string[]
}

const texts = import.meta.glob<string>('../../../crates/core/data/sample/[0-9]*.toml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const asked = new URLSearchParams(location.search)
const written = parse(frameworkText) as unknown as Framework
const framework: Framework = {
  ...written,
  levels: scopes.map((name, i) => ({ name, scope: i + 1 })),
  competency: written.competency.map((one) => ({ ...one, section: '' })),
}
const entries = new Map<string, WholeEntry>()
const versions = new Map<string, { id: string; made: string; device: string; content: Content }[]>()
let composing: string | null = null
let unsaved = ''
let count = 0

function read(sample: Sample, index: number): WholeEntry {
  const tagged = (sample.competencies ?? []).map((text) => {
    const [key = '', level] = text.split(':')
    return { key, level: level ? Number(level) : null }
  })
  const links = [
    ...(sample.sources ?? []).map((to) => ({ kind: 'source' as const, to })),
    ...(sample.about ?? []).map((to) => ({ kind: 'about' as const, to })),
    ...(sample.applies ?? []).map((to) => ({ kind: 'applies' as const, to })),
  ]
  const content = contentOf({ ...blank(sample.on), ...sample, competencies: tagged, links })
  content.body = content.body.trim()
  const { outcome, challenge, lesson, decision, feedback } = content
  if (outcome) content.outcome = { ...blankFacets.outcome(), ...outcome }
  if (challenge) content.challenge = { ...blankFacets.challenge(), ...challenge }
  if (lesson) content.lesson = { ...blankFacets.lesson(), ...lesson }
  if (decision) content.decision = { ...blankFacets.decision(), ...decision }
  if (feedback) content.feedback = { ...blankFacets.feedback(), ...feedback }
  const made = `${sample.on}T${sample.at ?? '12:00'}:00.000Z`
  return {
    ...tidy(content),
    id: sample.id ?? `entry-${index}`,
    language: 'en',
    written_later: index % 11 === 5,
    attachments:
      sample.id === 'checkout-slips'
        ? [{ id: 'a1', name: 'one-page.pdf', mime: 'application/pdf', bytes: 81_220 }]
        : [],
    sample: true,
    created: made,
    modified: made,
    trashed: null,
  }
}

function fill() {
  const all = Object.values(texts).flatMap((text) => (parse(text) as unknown as { entry: Sample[] }).entry)
  const newest =
    all
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? ''
  // The whole journal is moved so that its newest page is of today.
  const shift = Math.floor((Date.now() - Date.parse(newest)) / 86_400_000)
  const moved = (day: string) => new Date(Date.parse(day) + shift * 86_400_000).toISOString().slice(0, 10)
  all.forEach((sample, index) => {
    const entry = read({ ...sample, on: moved(sample.on) }, index)
    entries.set(entry.id, entry)
    const earlier = { ...contentOf(entry), body: entry.body.split(' ').slice(0, -14).join(' ') }
    versions.set(entry.id, [
      { id: `${entry.id}-2`, made: entry.modified, device: 'Laptop', content: contentOf(entry) },
      { id: `${entry.id}-1`, made: entry.created, device: 'Laptop', content: earlier },
    ])
  })
}

const plain = (text: string) =>
  text
    .replace(/[*_#>`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

function state(entry: WholeEntry): LineState | null {
  if (entry.kind === 'challenge') {
    const on = entry.challenge?.resolved_on
    return on ? { state: 'resolved', on } : { state: 'open' }
  }
  if (entry.decision?.came_true !== null && entry.decision)
    return { state: 'reviewed', came_true: entry.decision.came_true }
  if (entry.decision?.review_on) return { state: 'review', on: entry.decision.review_on }
  if (entry.outcome?.result) {
    return {
      state: 'outcome',
      text: `${entry.outcome.baseline} → ${entry.outcome.result} ${entry.outcome.unit}`,
    }
  }
  return entry.feedback?.from ? { state: 'from', name: entry.feedback.from } : null
}

function line(entry: WholeEntry): Line {
  const { id, kind, title, on, at, written_later, starred, competencies, tags, people, trashed } = entry
  const excerpt = plain(entry.body || entry.lesson?.sentence || entry.feedback?.quote || '').slice(0, 240)
  return {
    id,
    kind,
    title,
    excerpt,
    on,
    at,
    written_later,
    starred,
    competencies,
    tags,
    people,
    state: state(entry),
    trashed,
  }
}

const alive = () =>
  [...entries.values()]
    .filter(({ trashed }) => !trashed)
    .sort((a, b) => `${b.on} ${b.at ?? ''}`.localeCompare(`${a.on} ${a.at ?? ''}`))

function list({ query = '', limit, before }: ListRequest) {
  const words = query.toLowerCase().match(/\S+:"[^"]*"|\S+/g) ?? []
  const fits = (entry: WholeEntry) =>
    words.every((word) => {
      const [field = '', value = ''] = word.replaceAll('"', '').split(/:(.*)/)
      if (field === 'kind') return entry.kind === value
      if (field === 'on') return entry.on.startsWith(value)
      if (field === 'is') return value === 'starred' ? entry.starred : state(entry)?.state === value
      if (field === 'tag') return entry.tags.includes(value)
      if (field === 'person') return entry.people.some((name) => name.toLowerCase() === value)
      if (field === 'project') return entry.project === value
      if (field === 'competency') return entry.competencies.some(({ key }) => key === value)
      return `${entry.title} ${entry.body}`.toLowerCase().includes(word)
    })
  const found = alive().filter(fits)
  const start = before ? Number(before) : 0
  const lines = found.slice(start, start + limit).map(line)
  const next = start + limit < found.length ? String(start + limit) : null
  return { lines, next, total: found.length, note: query.includes('(') ? 'Searched as plain words.' : null }
}

const html = (text: string) =>
  text
    .split(/\n\n+/)
    .map((block) => {
      const escaped = block.replace(/&/g, '&amp;').replace(/</g, '&lt;')
      if (/^[-*] /m.test(escaped)) {
        const [intro = '', ...items] = escaped.split(/^[-*] /m)
        return `${intro && `<p>${intro}</p>`}<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
      }
      return `<p>${escaped.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>').replace(/\*(.+?)\*/g, '<em>$1</em>')}</p>`
    })
    .join('')

function today(): Today {
  const date = new Date().toISOString().slice(0, 10)
  const all = alive()
  const lesson = all.find(({ kind }) => kind === 'lesson')
  const win = all.find(({ outcome }) => outcome)
  const fresh = asked.has('new')
  return {
    date,
    week: 48,
    workdays_written: fresh ? 0 : 17,
    workdays: 22,
    entries: fresh
      ? []
      : all
          .filter(({ id }) => id !== composing)
          .slice(0, 3)
          .map(line),
    composing: composing ? (entries.get(composing) ?? null) : null,
    unsaved,
    lesson:
      fresh || !lesson
        ? null
        : {
            id: lesson.id,
            cue: { by: 'situation', on: lesson.on, name: 'The launch slips three weeks', excerpt: '' },
            sentence: lesson.lesson?.sentence ?? '',
            when: lesson.lesson?.when ?? '',
            then: lesson.lesson?.then ?? '',
            sources: [],
            learnt_on: lesson.on,
            days_ago: 30,
            since: date,
            after: 30,
          },
    follow_up:
      fresh || !win?.outcome
        ? null
        : {
            id: win.id,
            kind: 'win',
            name: win.title,
            on: win.on,
            due_on: date,
            days_overdue: 0,
            asks: { for: 'result', ...win.outcome },
          },
    on_this_day: fresh
      ? []
      : all.slice(-1).map(({ id, on, body }) => ({ id, on, words: plain(body).slice(0, 60) })),
    review: null,
    welcome_back: false,
    quiet: null,
    is_new: fresh && entries.size === 0,
  }
}

function launch(): Launch {
  const folder = '/home/ada/Helmlog'
  if (asked.get('start') === 'new') return { state: 'new', folder }
  if (asked.get('start') === 'failed') {
    const error = {
      code: 'in_use' as const,
      message: 'The vault is open in another Helmlog.',
      hint: 'Close the other one, then try again.',
    }
    return { state: 'failed', folder, error }
  }
  const theme = asked.get('theme') === 'dark' ? 'dark' : 'light'
  const protection = {
    passphrase: asked.has('locks'),
    recovery_code: false,
    keychain: false,
    lock_after: 10,
    read_only: asked.has('readonly'),
    folder,
    sample: true,
  }
  return {
    state: 'open',
    today: today(),
    profile: { name: 'Ada', role: 'Senior PM', target: 'Group PM', by: null },
    theme,
    protection,
    place: null,
    cut_off: null,
  }
}

function store(id: string, content: Content) {
  if (asked.has('full')) {
    throw { code: 'not_stored', message: 'The disk is full.', hint: 'Free some space, then go on writing.' }
  }
  const now = new Date().toISOString()
  const old = entries.get(id)
  entries.set(id, {
    ...contentOf(content),
    id,
    language: content.lang,
    written_later: content.on < now.slice(0, 10),
    attachments: old?.attachments ?? [],
    sample: false,
    created: old?.created ?? now,
    modified: now,
    trashed: null,
  })
  return { id, revision: `${id}-${++count}`, at: now }
}

function trash(id: string, trashed: string | null) {
  const entry = entries.get(id)
  if (entry) entries.set(id, { ...entry, trashed })
  return null
}

interface Args {
  id: string
  day: string
  revision: string
  content: Content
  composition: { entry: string | null; text: string }
  request: ListRequest
}

const answers: Record<string, (args: Args) => unknown> = {
  launch,
  create_vault: () => {
    asked.delete('start')
    return launch()
  },
  today,
  framework: () => framework,
  frameworks: () => [{ framework, in_use: true, entries: entries.size, retired: [] }],
  expected_when_tagged: () => [],
  compose_today: ({ composition: { entry, text } }) => {
    composing = entry
    unsaved = text
    return null
  },
  add_entry: ({ content }) => store(`new-${++count}`, content),
  save_entry: ({ id, content }) => store(id, content),
  entry: ({ id }) => {
    const entry = entries.get(id)
    if (!entry)
      throw {
        code: 'not_found',
        message: 'There is no entry with this id.',
        hint: 'It may have been deleted for good.',
      }
    const related = [
      ...entry.links.map(({ kind, to }) => ({ kind, incoming: false, line: entries.get(to) })),
      ...[...entries.values()].flatMap((other) =>
        other.links.filter(({ to }) => to === id).map(({ kind }) => ({ kind, incoming: true, line: other })),
      ),
    ].flatMap(({ line: other, ...rest }) => (other ? [{ ...rest, line: line(other) }] : []))
    return { entry, html: html(entry.body), private_html: html(entry.private), related, learnt_from: null }
  },
  history: ({ id }) => versions.get(id) ?? [],
  revert: ({ id, revision }) => {
    const version = versions.get(id)?.find((one) => one.id === revision)
    return version ? store(id, version.content) : null
  },
  trash_entry: ({ id }) => trash(id, new Date().toISOString()),
  restore_entry: ({ id }) => trash(id, null),
  trashed: () => [...entries.values()].filter(({ trashed }) => trashed).map(line),
  empty_trash: () => {
    const gone = [...entries.values()].filter(({ trashed }) => trashed)
    gone.forEach(({ id }) => entries.delete(id))
    return gone.length
  },
  list: ({ request }) => list(request),
  month: ({ day }) => {
    const days = new Map<string, number>()
    for (const { on } of alive()) if (on.startsWith(day.slice(0, 7))) days.set(on, (days.get(on) ?? 0) + 1)
    return {
      days: [...days].map(([on, number]) => ({ on, entries: number })),
      first: alive().at(-1)?.on ?? null,
      last: alive()[0]?.on ?? null,
    }
  },
  alike: () => [],
  faced_before: () => [],
  found_in: () => [],
  searches: () => ({ saved: [], recent: [] }),
  vocabulary: () => {
    const of = (pick: (entry: WholeEntry) => string[]) => {
      const found = new Map<string, number>()
      for (const name of alive().flatMap(pick)) found.set(name, (found.get(name) ?? 0) + 1)
      return [...found].map(([name, number]) => ({ name, entries: number }))
    }
    return {
      tags: of(({ tags }) => tags),
      people: of(({ people }) => people),
      projects: of(({ project }) => (project ? [project] : [])),
    }
  },
}

/** Puts itself where the shell would be. */
export function pretend(): void {
  if (!asked.has('new')) fill()
  if (asked.has('trash'))
    alive()
      .slice(0, 4)
      .forEach(({ id }) => trash(id, new Date().toISOString()))
  const invoke = async (command: string, args: Args) => {
    await new Promise((done) => setTimeout(done, Number(asked.get('slow') ?? 5)))
    return structuredClone(answers[command]?.(args) ?? null)
  }
  Object.assign(window, { __TAURI_INTERNALS__: { invoke, transformCallback: () => 0 } })
}
