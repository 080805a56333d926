import { type Answer, ask, commands, type Counts, type Hit, type IndexState, type Sort } from '../../boundary'
import { Latest } from '../../latest.svelte'
import { painted } from '../../painted'
import { join, parts, without } from './query'

/** Entries that are shown once the typing rests, and more each time somebody asks. */
const aPage = 20
/** Pixels above the list of what was found, on the screen. */
export const above = 112
/** Entries that are shown with every key: as many as there is room for, at 150 pixels for three lines of a text. */
const aScreen = () => Math.ceil((window.innerHeight - above) / 150)
/** Typing rests, in milliseconds. */
const rest = 250
const poll = 400

/** One question to the journal, its answer, and where one stands in it. Lives on while other screens are shown. */
export class Search {
  filters = $state.raw<readonly string[]>([])
  words = $state('')
  sort = $state<Sort>('best')
  /** What is described rather than searched for; kept while other screens are shown. */
  situation = $state('')
  index = $state.raw<IndexState>({ state: 'ready' })
  /** Of the answer, or of one before it while somebody types: what stands beside the entries keeps still until then. */
  facets = $state.raw<Counts>()
  readonly #page: number
  #limit: number
  /** Whether somebody was typing when it was asked last. */
  #typing = false
  /** With the query it answers, so that an old answer is never taken for one to the new words. */
  #answers = new Latest<{ query: string; answer: Answer }>()
  /** The question that was asked last. */
  #asking: Promise<unknown> = Promise.resolve()
  #selected = $state<string>()
  /** The query that is meant as it stands, whatever the journal has. */
  #literal = ''
  #watching: ReturnType<typeof setTimeout> | undefined
  #resting: ReturnType<typeof setTimeout> | undefined

  readonly query = $derived(join(this.filters, this.words))
  readonly empty = $derived(this.query.trim() === '')
  /** What was answered last; nothing while nothing is asked. */
  readonly answered = $derived(this.#answers.value?.query ?? '')
  /** Stays until the next one is there. Not that of the whole journal, which is asked for to offer a way in. */
  readonly answer = $derived(this.answered === '' ? undefined : this.#answers.value?.answer)
  readonly hits: readonly Hit[] = $derived(this.answer?.hits ?? [])
  readonly selected = $derived(
    Math.max(
      0,
      this.hits.findIndex((hit) => hit.id === this.#selected),
    ),
  )
  readonly slow = $derived(this.#answers.slow)
  readonly error = $derived(this.#answers.error)
  /** What is on the screen answers what stands in the field. */
  readonly settled = $derived(this.#answers.value?.query === (this.empty ? '' : this.query))
  /** A screen of what was found, while somebody types: the rest of the page comes by itself. */
  brief = $state(false)

  constructor(page = aPage) {
    this.#page = page
    this.#limit = page
  }

  select(index: number): void {
    this.#selected = this.hits[Math.min(Math.max(index, 0), this.hits.length - 1)]?.id
  }

  /** The selected one of those that answer what stands in the field, as soon as they are there: fingers are faster. Nothing if other words stand there by then. */
  async chosen(): Promise<Hit | undefined> {
    const { query } = this
    for (let asking: unknown; !this.settled && asking !== this.#asking;) {
      asking = this.#asking
      await asking
    }
    return this.settled && this.query === query ? this.hits[this.selected] : undefined
  }

  /** A whole query, from a facet, an example or the way back. */
  set(query: string): void {
    const { filters, words } = parts(query)
    this.filters = filters
    this.words = words
    void this.run()
  }

  /** What stands in the field now; filters that are finished leave it. Returns where the cursor belongs. */
  type(text: string, cursor: number): number {
    const before = text.slice(0, cursor)
    // The token under the cursor is still being written.
    const finished = /\s$/u.test(before) ? parts(before) : { filters: [], words: before }
    this.filters = [...this.filters, ...finished.filters]
    this.words = finished.words + text.slice(cursor)
    void this.run(Math.min(aScreen(), this.#page), true)
    return finished.words.length
  }

  drop(index: number): void {
    this.filters = this.filters.filter((_, i) => i !== index)
    void this.run()
  }

  /** The last filter becomes text again, to be changed. */
  reopen(): number {
    const last = this.filters.at(-1) ?? ''
    this.filters = this.filters.slice(0, -1)
    this.words = last + (this.words === '' ? '' : ` ${this.words}`)
    void this.run()
    return last.length
  }

  /** Also in place of an order that the query asks for. */
  order(sort: Sort): void {
    this.sort = sort
    this.filters = this.filters.filter((raw) => without(raw, 'sort') !== '')
    this.words = without(this.words, 'sort')
    void this.run()
  }

  /** What was typed, though it occurs nowhere. */
  insist(): void {
    this.#literal = this.query
    void this.run()
  }

  more(): Promise<void> {
    return this.run(this.#limit + this.#page)
  }

  async run(limit = this.#page, typing = false): Promise<void> {
    this.#limit = limit
    this.#typing = typing
    clearTimeout(this.#resting)
    const query = this.empty ? '' : this.query
    const { sort } = this
    const literal = query !== '' && query === this.#literal
    const asking = this.#answers.ask(async () => {
      const request = { query, sort, typing: true, literal, limit: query === '' ? 0 : limit }
      return { query, answer: await ask(commands.search(request)) }
    })
    this.#asking = asking
    const answered = await asking
    if (!answered) {
      // What stood there before stays, and nothing comes that would unfold it.
      if (this.error !== undefined) this.brief = false
      return
    }
    // For whoever measures it, as with the cursor.
    painted(() => performance.mark('answered'))
    this.brief = typing
    if (typing) this.#resting = setTimeout(() => void this.#unfold(answered.answer, limit), rest)
    else this.facets = answered.answer.facets
  }

  /** What was left out of an answer while somebody typed. */
  async #unfold({ hits, facets }: Answer, limit: number): Promise<void> {
    if (limit < this.#page && hits.length === limit) return this.run()
    this.brief = false
    this.facets = facets
  }

  /** While the index fills, answers grow: they are asked for again until it is ready. */
  async watch(): Promise<void> {
    clearTimeout(this.#watching)
    const was = this.index.state
    try {
      this.index = await ask(commands.indexState())
    } catch {
      return
    }
    if (this.index.state === 'filling') {
      this.#watching = setTimeout(() => void this.watch(), poll)
      if (was === 'filling') void this.run(this.#limit, this.#typing)
    } else if (was === 'filling') void this.run(this.#limit, this.#typing)
  }

  rest(): void {
    clearTimeout(this.#watching)
    clearTimeout(this.#resting)
  }
}

export const search = new Search()
