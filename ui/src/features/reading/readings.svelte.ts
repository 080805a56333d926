import {
  ask,
  commands,
  type EntryId,
  onClosing,
  type ReadingItem,
  type ReadingLine,
  type ReadingList,
  type ReadingStatus,
  type RecordId,
  type Refusal,
  refusal,
} from '../../boundary'
import { toasts } from '../../elements/toasts.svelte'
import { report } from '../report'

export type WholeItem = Required<ReadingItem>

const done: Record<ReadingStatus, string> = {
  next: 'Put back to what you read next',
  now: 'Reading it from today',
  done: 'Read',
  dropped: 'Dropped',
}

/** Everything that is, was or will be read; kept between two visits of the screen. */
class Readings {
  list = $state.raw<ReadingList>({ now: [], next: [], done: [], dropped: [] })
  /** Nothing has been read yet. */
  first = $state(true)
  trouble = $state.raw<Refusal>()
  #turn = 0
  #loading: Promise<void> = Promise.resolve()
  #changes: Promise<unknown> = Promise.resolve()

  constructor() {
    onClosing(() => this.#changes.then(() => true))
  }

  get empty(): boolean {
    return Object.values(this.list).every((lines: readonly ReadingLine[]) => lines.length === 0)
  }

  load(): Promise<void> {
    return (this.#loading = this.#load(++this.#turn))
  }

  async #load(turn: number): Promise<void> {
    try {
      const list = await ask(commands.readings())
      // Whoever waits for this one waits for the list as it is.
      if (turn !== this.#turn) return await this.#loading
      this.list = list
      this.first = false
      this.trouble = undefined
    } catch (error) {
      if (turn === this.#turn) this.trouble = refusal(error)
    }
  }

  /**
   * Changes happen one after the other, each to the list that the one before it left: keys may come faster
   * than it is read again. True if it worked; what went wrong is said.
   */
  #change(change: () => Promise<unknown>): Promise<boolean> {
    const made = this.#changes.then(async () => {
      try {
        await change()
      } catch (error) {
        report(error)
        return false
      }
      await this.load()
      return true
    })
    this.#changes = made
    return made
  }

  /** Adds what was typed or pasted; a refusal is thrown, since the words are still in the field. */
  async add(line: string): Promise<RecordId> {
    const id = await ask(commands.addReading(line))
    await this.load()
    return id
  }

  async set(id: RecordId, status: ReadingStatus): Promise<void> {
    let before: ReadingItem | undefined
    if (!(await this.#change(async () => (before = await ask(commands.setReadingStatus(id, status)))))) return
    const was = before
    if (!was || was.status === status) return
    toasts.show(done[status], { undo: () => void this.#change(() => this.#unset(id, was)) })
  }

  /** What was said about it since stays. */
  async #unset(id: RecordId, { status, position, began, finished }: ReadingItem): Promise<void> {
    await this.load()
    const item = this.find(id)?.item
    const was = { status, position, began, finished } as Partial<WholeItem>
    if (item) await ask(commands.editReading(id, { ...item, ...was }))
  }

  /** Puts what is to be read next where `place` says, given where it stands. */
  async move(id: RecordId, place: (from: number) => number): Promise<void> {
    await this.#change(async () => {
      const { next } = this.list
      const from = next.findIndex((line) => line.id === id)
      const to = Math.max(0, Math.min(place(from), next.length - 1))
      if (from >= 0 && from !== to) await ask(commands.moveReading(id, to))
    })
  }

  /** Takes it off the list, and says which one stood behind it, or before it if it was the last. */
  async erase({ id, item }: ReadingLine): Promise<RecordId | undefined> {
    let beside: RecordId | undefined
    let isGone = false
    await this.#change(async () => {
      // A key that is held down asks again for what is gone.
      if (!this.find(id)) return
      beside = this.#beside(id)
      await ask(commands.eraseReading(id))
      isGone = true
    })
    if (!isGone) return undefined
    toasts.show(`“${item.title}” is off the list`, {
      undo: () => void this.#change(() => ask(commands.editReading(id, item))),
    })
    return beside
  }

  #beside(id: RecordId): RecordId | undefined {
    const groups: ReadingLine[][] = Object.values(this.list)
    const group = groups.find((lines) => lines.some((line) => line.id === id)) ?? []
    const at = group.findIndex((line) => line.id === id)
    return (group[at + 1] ?? group[at - 1])?.id
  }

  /** Makes a lesson of what was taken away. */
  async learn(id: RecordId): Promise<EntryId | undefined> {
    let lesson: EntryId | undefined
    await this.#change(async () => (lesson = (await ask(commands.learnFromReading(id))).id))
    const made = lesson
    if (!made) return undefined
    toasts.show('A lesson now, and evidence for continuous learning', {
      undo: () => void this.#change(() => ask(commands.trashEntry(made))),
    })
    return made
  }

  find(id: RecordId): ReadingLine | undefined {
    return Object.values(this.list)
      .flat()
      .find((line: ReadingLine) => line.id === id)
  }
}

export const readings = new Readings()
