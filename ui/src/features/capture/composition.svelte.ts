import {
  ask,
  commands,
  type Composition as Slot,
  type Entry,
  type EntryId,
  onClosing,
  type Prompt,
  type Today,
} from '../../boundary'
import { type Day, thisDay, thisMinute } from '../../dates'
import { blank, blankFacets, contentOf, hasWords, type WholeContent, wholeEntry } from '../entry/content'
import { Draft } from '../entry/draft.svelte'

/** Remembers what is being written, beside the journal. */
type Keep = (slot: Slot) => ReturnType<typeof commands.composeToday>

/**
 * What is being written on the first screen, or as an answer in the evening. It becomes an entry at the first
 * pause; it outlives a walk to another screen, a closed window and an entry that cannot be stored.
 */
export class Composition {
  readonly draft: Draft
  /** Shows what begins here, wherever it is shown by then. */
  onbegun: (() => void) | undefined
  /** The question that is being answered; it stands above the text and is no part of it. */
  prompt = $state.raw<Prompt>()
  #keep: Keep
  #forget: () => void
  /** The entry that it has become. */
  #id: EntryId | null = null
  /** The entry it was before all its words were taken away. */
  #gone: EntryId | null = null
  /** The entry that the core knows this to be. */
  #known: EntryId | null = null
  /** The words lie beside the entry, because the entry could not take them. */
  #beside = false
  #begun = false
  /** While the entry is being completed: its text, and what stands in the editor by now. */
  #ending: { body: string; now: string } | undefined
  #finishing: Promise<unknown> = Promise.resolve()
  /** Tells whether anything happened here since. */
  #changes = 0

  constructor(keep: Keep = (slot) => commands.composeToday(slot)) {
    this.#keep = keep
    this.draft = new Draft(blank(thisDay()), (content) => this.#write(content))
    this.#forget = onClosing(() => this.#flush())
  }

  /** Nobody will write here any more; what is still waiting is written. */
  async leave(): Promise<void> {
    await this.#flush()
    this.#forget()
  }

  /** True once all of it is saved, with what is written behind an entry that is being completed. */
  async #flush(): Promise<boolean> {
    await this.#finishing
    return this.draft.flush()
  }

  /** What stands in the editor. */
  get text(): string {
    return this.#ending?.now ?? this.draft.content.body
  }

  /** The entry that it has become; nothing before the first save. */
  get entry(): EntryId | null {
    return this.#id
  }

  /** The first time, the words that were left here; from then on nobody knows better than this. */
  begin(today: Today): void {
    if (!this.#begun) this.adopt(today)
  }

  /**
   * What the core remembers now, which may be another text: the entry was changed elsewhere. Nothing is taken up
   * if something happened here since it was asked. True if the text is another one now.
   */
  async catchUp(ask: () => Promise<Today | undefined>): Promise<boolean> {
    await this.draft.flush()
    const before = this.#changes
    const today = await ask()
    return today !== undefined && before === this.#changes && this.adopt(today)
  }

  /** What the core remembers, unless something here is newer. True if the text is another one now. */
  adopt(today: Today): boolean {
    return this.resume(today.composing, today.unsaved, blank(today.date))
  }

  /** As `adopt`, wherever it was kept: an entry, words that are in none, or `fresh` where there is neither. */
  resume(composing: Entry | null, unsaved: string, fresh: WholeContent): boolean {
    if (this.#ending || !this.draft.clean) return false
    const before = this.draft.content.body
    const id = composing?.id ?? null
    // Fields may be filled in before the first word; they are in no entry yet.
    if (this.#begun && id === null && this.#id === null && before === '') return false
    if (id !== this.#id) this.prompt = undefined
    this.#begun = true
    this.#id = id
    this.#known = id
    const content = composing ? contentOf(composing) : fresh
    if (unsaved) content.body = unsaved
    this.#beside = unsaved !== ''
    this.draft.begin(content)
    if (this.#beside) this.draft.changed()
    return content.body !== before
  }

  /** The words change. */
  write(body: string): void {
    this.#changes++
    if (this.#ending) {
      this.#ending.now = body
      return
    }
    const { content } = this.draft
    if (content.body === '' && content.at === null && content.on === thisDay()) {
      content.at = thisMinute()
    }
    content.body = body
    this.draft.touch()
  }

  /**
   * The entry is complete; the next one begins, with what was written behind it before that was known. False if it
   * could not be saved: then it stays.
   */
  finish(on: Day): Promise<boolean> {
    const finished = this.#ending ? this.#finishing.then(() => this.#finish(on)) : this.#finish(on)
    this.#finishing = finished.catch(() => undefined)
    return finished
  }

  async #finish(on: Day): Promise<boolean> {
    const { body } = this.draft.content
    const ending = (this.#ending = { body, now: body })
    let complete = false
    try {
      complete = await this.#complete(ending)
    } finally {
      this.#ending = undefined
      if (!complete && ending.now !== ending.body) this.write(ending.now)
    }
    if (!complete) return false
    this.#changes++
    this.#id = null
    this.#gone = null
    this.prompt = undefined
    this.draft.begin(blank(on))
    const behind = ending.now.slice(ending.body.length)
    if (behind) this.write(behind)
    this.onbegun?.()
    return true
  }

  /** Stores everything up to here, and has the core forget that it is being written. False if it cannot be stored. */
  async #complete(ending: { body: string; now: string }): Promise<boolean> {
    do {
      if (!(await this.draft.flush())) return false
      if (this.#known) await ask(this.#keep({ entry: null, text: '' }))
      this.#known = null
      if (ending.now.startsWith(ending.body)) continue
      // It was changed once more, and not only written on.
      ending.body = this.draft.content.body = ending.now
      this.draft.touch()
    } while (!this.draft.clean)
    return true
  }

  /** What is about to be written answers a question: it is of its kind and about its competency. */
  answer(prompt: Prompt): void {
    const { content } = this.draft
    this.#changes++
    this.#begun = true
    this.prompt = prompt
    content.kind = prompt.kind
    content.competencies = prompt.competency ? [{ key: prompt.competency, level: null }] : []
  }

  /** It does not after all. What was said of it by hand stays. */
  dropPrompt(): void {
    const { content } = this.draft
    const { prompt } = this
    this.prompt = undefined
    if (!prompt) return
    if (content.kind === prompt.kind) content.kind = 'reflection'
    content.competencies = content.competencies.filter(
      ({ key, level }) => key !== prompt.competency || level !== null,
    )
    this.draft.changed()
  }

  /** What was being written is complete, and something begins that is known in part. False if that could not be saved. */
  async start(on: Day, known: Partial<WholeContent>): Promise<boolean> {
    if (!(await this.finish(on))) return false
    this.#begun = true
    Object.assign(this.draft.content, known)
    this.onbegun?.()
    return true
  }

  /** As `start`, a lesson from an entry: the situation is that of the entry, and so is what it is filed under. */
  learn(from: Entry, on: Day): Promise<boolean> {
    const { title, tags, project, people } = wholeEntry(from)
    return this.start(on, {
      kind: 'lesson',
      links: [{ kind: 'source', to: from.id }],
      lesson: { ...blankFacets.lesson(), when: title.trim() },
      tags,
      project,
      people,
    })
  }

  /** Midnight has passed: what was not begun yet belongs to the new day. */
  turn(from: Day, to: Day): void {
    if (!this.#id && this.draft.clean && this.draft.content.on === from) this.draft.content.on = to
  }

  async #write(content: WholeContent): Promise<string> {
    this.#changes++
    if (!hasWords(content)) return this.#clear()
    try {
      const saved = await this.#store(content)
      this.#id = saved.id
      if (this.#known !== saved.id || this.#beside) {
        await ask(this.#keep({ entry: saved.id, text: '' }))
        this.#known = saved.id
        this.#beside = false
      }
      return saved.at
    } catch (error) {
      // The entry did not take the words; perhaps the slot beside it does. The first failure is the one to tell.
      const kept = await this.#keep({ entry: this.#id, text: content.body }).catch(() => undefined)
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
    await ask(this.#keep({ entry: null, text: '' }))
    this.#known = null
    this.#beside = false
    return ''
  }
}

export const composition = new Composition()
