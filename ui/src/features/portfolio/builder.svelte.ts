import {
  ask,
  type Brief,
  commands,
  type Dossier,
  type EntryId,
  type Expectation,
  type PartRole,
  type Paper,
  type Period,
  type Preset,
  type Preview,
  type RedactionProfile,
  settle,
} from '../../boundary'
import { thisDay } from '../../dates'
import { toasts } from '../../elements/toasts.svelte'
import { Latest } from '../../latest.svelte'
import type { Params } from '../../router.svelte'
import { lastMonths } from '../growth/period'
import { useFramework } from '../framework/shelf'
import { report } from '../report'
import { formsOfDates } from './dates'
import { presets, readers } from './words'

const pause = 300

/** How days are written, each told by a day. */
export const dateForms = formsOfDates(navigator.language)

export const spans = ['6', '12', '18', 'own'] as const
export type Span = (typeof spans)[number]

const lastSpan = (span: Span): Period | undefined =>
  span === 'own' ? undefined : lastMonths(thisDay(), Number(span))

const same = (a: Period | undefined, b: Period) => a?.from === b.from && a.to === b.to

/** A page, and the SVG document that shows it. */
export interface Sheet {
  /** Sheets with the same mark look the same. */
  readonly mark: string
  readonly picture: string
}

/** A document as it is shown, and for whom: one in which names are replaced is not written on. */
export type Made = Omit<Preview, 'pages'> & { pages: readonly Sheet[]; reader: RedactionProfile }

type Change = (preset: Preset, period: Period) => Parameters<typeof ask<Dossier>>[0]

/** What is asked for, and the document that comes of it. */
export class Builder {
  preset = $state<Preset>('promotion_packet')
  span = $state<Span>('12')
  period = $state.raw<Period>(lastMonths(thisDay(), 12))
  paper = $state<Paper>('a4')
  reader = $state<RedactionProfile>('own')
  /** As whose days are written. */
  language = $state(dateForms[0]?.value ?? 'en-GB')
  /** The rungs of the profile while none is chosen. */
  role = $state<string>()
  target = $state<string>()
  readonly made = new Latest<Made>()
  #wait: ReturnType<typeof setTimeout> | undefined

  /** As it was left, or the period that another screen is about. */
  constructor(params: Params = {}) {
    this.preset = presets.find(({ value }) => value === params['preset'])?.value ?? 'promotion_packet'
    this.paper = params['paper'] === 'letter' ? 'letter' : 'a4'
    this.role = params['role']
    this.target = params['target']
    this.reader = readers.find(({ value }) => value === params['reader'])?.value ?? 'own'
    this.language = dateForms.find(({ value }) => value === params['dates'])?.value ?? this.language
    const { from, to } = params
    if (from && to) {
      this.period = { from, to }
      this.span = spans.find((span) => same(lastSpan(span), this.period)) ?? 'own'
    }
  }

  /** What the place must say so that the way back leads to the same document. */
  readonly params: Params = $derived({
    preset: this.preset,
    paper: this.paper,
    ...this.period,
    ...(this.role ? { role: this.role } : {}),
    ...(this.target ? { target: this.target } : {}),
    ...(this.reader === 'own' ? {} : { reader: this.reader }),
    ...(this.language === dateForms[0]?.value ? {} : { dates: this.language }),
  })

  readonly brief: Brief = $derived({
    preset: this.preset,
    from: this.period.from,
    to: this.period.to,
    role: this.role ?? null,
    target: this.target ?? null,
    select: [],
    paper: this.paper,
    language: this.language,
  })

  choose(span: Span): void {
    this.span = span
    this.period = lastSpan(span) ?? this.period
  }

  /** One end is moved; the other gives way when it would come out the wrong way round. */
  move(end: 'from' | 'to', day: string): void {
    const from = end === 'from' ? day : this.period.from
    const to = end === 'to' ? day : this.period.to
    this.period = from <= to ? { from, to } : { from: day, to: day }
  }

  /** Composes it anew, once what is asked for rests. */
  soon(): void {
    clearTimeout(this.#wait)
    this.#wait = setTimeout(() => void this.compose(), this.made.value ? pause : 0)
  }

  /** Composes it with all that is written by now. */
  compose(): Promise<void> {
    return this.#compose(settle)
  }

  /** Composes it anew if it was begun: what its reader is not to know may have changed since. */
  async again(): Promise<void> {
    if (this.made.value || this.made.pending) await this.compose()
  }

  async #compose(first?: () => Promise<unknown>): Promise<void> {
    clearTimeout(this.#wait)
    const { brief, reader } = this
    await this.made.ask(async () => {
      await first?.()
      // A page that is as it was is neither drawn nor handed over again.
      const seen = this.made.value?.pages ?? []
      const marks = seen.map(({ mark }) => mark)
      const preview = await ask(commands.composePortfolio(brief, reader, marks))
      const pages = preview.pages.map(({ mark, picture }) => ({
        mark,
        picture: picture ?? seen.find((page) => page.mark === mark)?.picture ?? '',
      }))
      return { ...preview, pages, reader }
    })
  }

  /** A period that something else asks for. */
  set(period: Period): void {
    this.period = period
    this.span = spans.find((span) => same(lastSpan(span), period)) ?? 'own'
  }

  /** Counts in another framework, here and everywhere: one is in use. */
  async use(key: string | undefined): Promise<void> {
    try {
      if (key) await useFramework(key, () => void this.compose())
    } catch (error) {
      report(error)
    }
  }

  order(order: readonly EntryId[]): Promise<boolean> {
    return this.#make((preset) => commands.orderStories(preset, [...order]))
  }

  leaveOut(entry: EntryId, title: string): Promise<boolean> {
    return this.#make((preset) => commands.leaveStoryOut(preset, entry), `“${title}” is left out.`)
  }

  /** What was left out is the composer's again. */
  bringBack(entry: EntryId): Promise<boolean> {
    return this.#make((preset) => commands.bringStoryBack(preset, entry))
  }

  /** Tells a story behind those of `order`; where there is no room, the last one of them makes it. */
  tell(entry: EntryId, order: readonly EntryId[]): Promise<boolean> {
    const most = this.made.value?.most_stories ?? order.length
    return this.#make((preset) => commands.orderStories(preset, [...order.slice(0, most - 1), entry]))
  }

  /** `numbered` is what E1, E2 and so on mean in the text. True if it is kept. */
  write(
    entry: EntryId,
    role: PartRole | null,
    text: string | null,
    numbered: readonly EntryId[],
  ): Promise<boolean> {
    return this.#make(
      (preset) => commands.writePart(preset, entry, role, text, [...numbered]),
      text === null ? 'As it was composed.' : undefined,
    )
  }

  /** The case on the cover, in these words; as it is composed where there are none. */
  writeCase(text: string | null, numbered: readonly EntryId[]): Promise<boolean> {
    return this.#make(
      (preset, period) => commands.writeCase(preset, period, text, [...numbered]),
      text?.trim() ? undefined : 'As it was composed.',
    )
  }

  /** The stories that are proposed, in the order in which they are. */
  propose(): Promise<boolean> {
    return this.#make((preset) => commands.orderStories(preset, []), 'As proposed.')
  }

  leaveUnsaid(entry: EntryId, said: string): Promise<boolean> {
    return this.#make((preset) => commands.leaveUnsaid(preset, entry), said)
  }

  sayAll(): Promise<boolean> {
    return this.#make((preset) => commands.sayAll(preset), 'All of it is told.')
  }

  expect(expectations: readonly Expectation[]): Promise<boolean> {
    return this.#make((preset, period) => commands.setExpectations(preset, period, [...expectations]))
  }

  /** Whether what is shown is what is asked for; until it is, nothing can be made of it. */
  readonly settled: boolean = $derived(
    this.made.value?.portfolio.preset === this.preset && this.made.value.reader === this.reader,
  )

  /** The document that is shown: what is written on it is written about that one, whatever is asked for by now. */
  get #shown(): Preset {
    return this.made.value?.portfolio.preset ?? this.preset
  }

  get #period(): Period {
    return this.made.value?.portfolio.period ?? this.period
  }

  /** Changes are sent one after another, so that each way back leads to what was there right before it. */
  #sent: Promise<unknown> = Promise.resolve()

  /** Makes something of the document; `said` offers the way back. True if it is kept. */
  async #make(change: Change, said?: string): Promise<boolean> {
    // Meant is the document that is shown now, whichever it is when its turn comes.
    const [preset, period] = [this.#shown, this.#period]
    const sent = this.#sent.then(() => ask(change(preset, period)))
    this.#sent = sent.catch(() => undefined)
    try {
      const was = await sent
      if (said) toasts.show(said, { undo: () => void this.#make(() => commands.restoreDossier(was)) })
    } catch (error) {
      report(error)
      return false
    }
    // Without waiting for what is being written: that is this change, or makes one of its own.
    await this.#compose()
    return true
  }

  rest(): void {
    clearTimeout(this.#wait)
  }
}
