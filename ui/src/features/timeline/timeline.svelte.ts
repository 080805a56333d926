import { ask, commands, type Line, type Refusal, refusal } from '../../boundary'

const step = 50

/** The entries that fit a query, newest first, as far as they have been scrolled to. */
export class Timeline {
  query = $state('')
  lines = $state.raw<readonly Line[]>([])
  total = $state(0)
  note = $state.raw<string | null>(null)
  trouble = $state.raw<Refusal>()
  /** Nothing has been read yet. */
  first = $state(true)
  #next = $state.raw<string | null>(null)
  #turn = 0
  #reading = false

  get more(): boolean {
    return this.#next !== null
  }

  /** From the top, e.g. because the query is another one. */
  async find(query: string): Promise<void> {
    this.query = query
    await this.#read(step, null)
  }

  /** The same again, as far as it was read: an entry has changed. */
  async refresh(): Promise<void> {
    await this.#read(Math.max(step, this.lines.length), null)
  }

  async extend(): Promise<void> {
    if (this.#next !== null && !this.#reading) await this.#read(step, this.#next)
  }

  async #read(limit: number, before: string | null): Promise<void> {
    // An answer that is overtaken by a later question is not shown.
    const turn = ++this.#turn
    this.#reading = true
    try {
      const { lines, next, total, note } = await ask(commands.list({ query: this.query, limit, before }))
      if (turn !== this.#turn) return
      this.lines = before === null ? lines : [...this.lines, ...lines]
      this.#next = next
      this.total = total
      this.note = note
      this.trouble = undefined
      this.first = false
    } catch (error) {
      if (turn === this.#turn) this.trouble = refusal(error)
    } finally {
      if (turn === this.#turn) this.#reading = false
    }
  }
}

/** Kept between two visits of the screen. */
export const timeline = new Timeline()
