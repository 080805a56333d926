import { ask, commands, type EntryId, onClosing, type Today } from '../../boundary'
import { type Day, thisDay, thisMinute } from '../../dates'
import { blank, contentOf, hasWords, type WholeContent } from '../entry/content'
import { Draft } from '../entry/draft.svelte'

/**
 * What is being written on the first screen. It becomes an entry at the first pause; it outlives a walk to
 * another screen, a closed window and an entry that cannot be stored.
 */
export class Composition {
  readonly draft: Draft
  /** The entry that it has become. */
  #id: EntryId | null = null
  /** The entry it was before all its words were taken away. */
  #gone: EntryId | null = null
  /** The entry that the core knows this to be. */
  #known: EntryId | null = null
  /** The words lie beside the entry, because the entry could not take them. */
  #beside = false
  #begun = false

  constructor() {
    this.draft = new Draft(blank(thisDay()), (content) => this.#write(content))
    onClosing(() => this.draft.flush())
  }

  /** What the core remembers, unless something here is newer. True if the text is another one now. */
  adopt(today: Today): boolean {
    if (!this.draft.clean) return false
    const before = this.draft.content.body
    const id = today.composing?.id ?? null
    // Fields may be filled in before the first word; they are in no entry yet.
    if (this.#begun && id === null && this.#id === null && before === '') return false
    this.#begun = true
    this.#id = id
    this.#known = id
    const content = today.composing ? contentOf(today.composing) : blank(today.date)
    if (today.unsaved) content.body = today.unsaved
    this.#beside = today.unsaved !== ''
    this.draft.begin(content)
    if (this.#beside) this.draft.changed()
    return content.body !== before
  }

  /** The words change. */
  write(body: string): void {
    const { content } = this.draft
    if (content.body === '' && content.at === null && content.on === thisDay()) {
      content.at = thisMinute()
    }
    content.body = body
    this.draft.touch()
  }

  /** The entry is complete; the next one begins. False if it could not be saved: then it stays. */
  async finish(on: Day): Promise<boolean> {
    if (!(await this.draft.flush())) return false
    if (this.#known) await ask(commands.composeToday({ entry: null, text: '' }))
    this.#id = null
    this.#known = null
    this.#gone = null
    this.draft.begin(blank(on))
    return true
  }

  /** What was being written is complete, and a lesson from an entry begins. False if that could not be saved. */
  async learn(from: EntryId, on: Day): Promise<boolean> {
    if (!(await this.finish(on))) return false
    this.#begun = true
    this.draft.content.kind = 'lesson'
    this.draft.content.links = [{ kind: 'source', to: from }]
    return true
  }

  /** Midnight has passed: what was not begun yet belongs to the new day. */
  turn(from: Day, to: Day): void {
    if (!this.#id && this.draft.clean && this.draft.content.on === from) this.draft.content.on = to
  }

  async #write(content: WholeContent): Promise<string> {
    if (!hasWords(content)) return this.#clear()
    try {
      const saved = await this.#store(content)
      this.#id = saved.id
      if (this.#known !== saved.id || this.#beside) {
        await ask(commands.composeToday({ entry: saved.id, text: '' }))
        this.#known = saved.id
        this.#beside = false
      }
      return saved.at
    } catch (error) {
      // The entry did not take the words; perhaps the slot beside it does. The first failure is the one to tell.
      const kept = await commands.composeToday({ entry: this.#id, text: content.body }).catch(() => undefined)
      if (kept?.status === 'ok') this.#beside = true
      throw error
    }
  }

  async #store(content: WholeContent) {
    if (this.#id) return ask(commands.saveEntry(this.#id, content, 'continues'))
    if (!this.#gone) return ask(commands.addEntry(content))
    // The words came back: so does their entry, with its history.
    const id = this.#gone
    await ask(commands.restoreEntry(id))
    this.#gone = null
    this.#id = id
    return ask(commands.saveEntry(id, content, 'ends'))
  }

  async #clear(): Promise<string> {
    if (this.#id) {
      await ask(commands.trashEntry(this.#id))
      this.#gone = this.#id
      this.#id = null
    }
    await ask(commands.composeToday({ entry: null, text: '' }))
    this.#known = null
    this.#beside = false
    return ''
  }
}

export const composition = new Composition()
