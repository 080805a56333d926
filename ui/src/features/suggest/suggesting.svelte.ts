import { ask, commands, type EntryId, type Suggestion } from '../../boundary'
import { Latest } from '../../latest.svelte'
import { hasWords, type WholeContent } from '../entry/content'
import type { Draft } from '../entry/draft.svelte'
import { framework } from '../entry/framework.svelte'

/**
 * What the text that is being written may show. It is asked for at a pause and comes when it comes; one key
 * takes the first suggestion, another the second, a third refuses the first. After either, the keys are the editor's again until the
 * next pause has brought something new.
 */
export class Suggesting {
  #draft: () => Draft
  /** The entry that the text has become; nothing before the first save. */
  #entry: () => EntryId | null
  #found = new Latest<Suggestion[]>()
  /** Not suggested again for this text, whether or not the core could be told. */
  #refused = $state.raw<readonly string[]>([])
  /** Refused before there was an entry to refuse it for. */
  #untold: string[] = []
  /** What was just taken is being saved; that is no pause in typing. */
  #accepting = false
  /** What was just taken, in words. */
  said = $state('')

  constructor(draft: () => Draft, entry: () => EntryId | null) {
    this.#draft = draft
    this.#entry = entry
  }

  /** At most two, the likelier first. */
  readonly shown: readonly Suggestion[] = $derived.by(() => {
    const { competencies } = this.#draft().content
    return (this.#found.value ?? []).filter(
      ({ key }) => !this.#refused.includes(key) && !competencies.some((one) => one.key === key),
    )
  })

  /** Asks at every pause from now on, until the returned function is called. */
  follow(): () => void {
    const draft = this.#draft()
    draft.onpause = () => void this.paused()
    return () => (draft.onpause = undefined)
  }

  /** Typing has paused. */
  async paused(): Promise<void> {
    if (this.#accepting) return
    const content: WholeContent = $state.snapshot(this.#draft().content)
    if (!hasWords(content)) {
      this.#found.clear()
      this.said = ''
      return
    }
    await this.#tell()
    const before = this.#found.value
    const found = await this.#found.ask(() => ask(commands.suggest(content, this.#entry())))
    if (found?.length && found !== before) this.said = ''
  }

  /** Tags the text with a suggestion. */
  accept(suggestion: Suggestion | undefined = this.shown[0]): void {
    if (!suggestion) return
    const draft = this.#draft()
    const { key, level, name } = suggestion
    draft.content.competencies = [...draft.content.competencies, { key, level }]
    this.#accepting = true
    draft.changed()
    this.#accepting = false
    this.#found.clear()
    this.said = `Now evidence for ${framework.name(key) || name}${level ? ` at level ${level}` : ''}`
  }

  /** Never suggests it for this entry again. */
  refuse(suggestion: Suggestion | undefined = this.shown[0]): void {
    if (!suggestion) return
    this.#refused = [...this.#refused, suggestion.key]
    this.#untold.push(suggestion.key)
    this.said = ''
    void this.#tell()
  }

  /** Another text. */
  begin(): void {
    this.#found.clear()
    this.#refused = []
    this.#untold = []
    this.said = ''
  }

  /** Sees the keys of the editor first; true if the key was meant for a suggestion. */
  key(event: KeyboardEvent): boolean {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey) return false
    if (this.shown.length === 0) return false
    if (event.altKey) {
      // By the place of the key: with Alt it stands for another letter on some keyboards.
      const second = event.code === 'Digit2' ? this.shown[1] : undefined
      if (second) this.accept(second)
      return second !== undefined
    }
    if (event.key === 'Tab') this.accept()
    else if (event.key === 'Escape') this.refuse()
    else return false
    return true
  }

  async #tell(): Promise<void> {
    const entry = this.#entry()
    if (entry === null) return
    for (const key of this.#untold.splice(0)) {
      // One that cannot be kept is asked again another day; nothing of the text depends on it.
      await commands.refuse(entry, key).catch(() => undefined)
    }
  }
}
