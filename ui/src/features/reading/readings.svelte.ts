import {
  ask,
  commands,
  type EntryId,
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

  get empty(): boolean {
    return Object.values(this.list).every((lines: readonly ReadingLine[]) => lines.length === 0)
  }

  async load(): Promise<void> {
    const turn = ++this.#turn
    try {
      const list = await ask(commands.readings())
      if (turn !== this.#turn) return
      this.list = list
      this.first = false
      this.trouble = undefined
    } catch (error) {
      if (turn === this.#turn) this.trouble = refusal(error)
    }
  }

  /** True if it worked; what went wrong is said. */
  async #change(change: () => Promise<unknown>): Promise<boolean> {
    try {
      await change()
    } catch (error) {
      report(error)
      return false
    }
    await this.load()
    return true
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
    toasts.show(done[status], { undo: () => void this.#change(() => ask(commands.editReading(id, was))) })
  }

  async move(id: RecordId, to: number): Promise<void> {
    const last = this.list.next.length - 1
    const from = this.list.next.findIndex((line) => line.id === id)
    const place = Math.max(0, Math.min(to, last))
    if (from < 0 || from === place) return
    await this.#change(() => ask(commands.moveReading(id, place)))
  }

  async erase({ id, item }: ReadingLine): Promise<void> {
    if (!(await this.#change(() => ask(commands.eraseReading(id))))) return
    toasts.show(`“${item.title}” is off the list`, {
      undo: () => void this.#change(() => ask(commands.editReading(id, item))),
    })
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
