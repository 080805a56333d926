import { ask, commands, type ReadingLine, refusal, type Refusal } from '../../boundary'
import { thisMinute } from '../../dates'
import { Pause } from '../editor/pause'
import { Autosave, type SaveState } from '../entry/autosave'
import { everybody } from '../people/people.svelte'
import { calledBy } from '../people/words'
import { report } from '../report'
import { readings, type WholeItem } from './readings.svelte'

/**
 * What is being written about something on the list. It lasts as long as its form is open: the form itself is
 * built anew when the line gets to another group.
 */
export class ReadingDraft {
  readonly id: ReadingLine['id']
  item: WholeItem
  /** Who recommended it, by name. */
  by: string | null
  /** Its form was open before: it takes the keyboard once. */
  shown = false
  mark = $state<SaveState>('none')
  time = $state('')
  failure = $state.raw<Refusal>()
  #pause: Pause
  #autosave: Autosave<WholeItem>

  constructor(line: ReadingLine) {
    this.id = line.id
    this.item = $state({ ...line.item } as WholeItem)
    this.by = $state(line.recommended_by)
    this.#pause = new Pause(() => this.#autosave.put($state.snapshot(this.item)))
    this.#autosave = new Autosave<WholeItem>(
      (item) => this.#write(item),
      (state, at, error) => {
        this.mark = state === 'saved' && this.#pause.waiting ? 'none' : state
        if (at) this.time = at
        this.failure = state === 'failed' ? refusal(error) : undefined
      },
    )
  }

  async #write(item: WholeItem): Promise<string> {
    await ask(commands.describeReading(this.id, item))
    await readings.load()
    return thisMinute()
  }

  /** Nothing of it waits to be written. */
  get clean(): boolean {
    return !this.#pause.waiting && this.#autosave.clean
  }

  /** Something was typed. */
  touch(): void {
    this.#pause.touch()
    if (this.mark === 'saved') this.mark = 'none'
  }

  /** Something was chosen; that is written at once. */
  changed(): void {
    this.touch()
    this.#pause.flush()
  }

  /** True once everything is written, false if that failed. */
  flush(): Promise<boolean> {
    this.#pause.flush()
    return this.#autosave.flush()
  }

  /** Somebody who is not there yet is added. */
  async recommend(name: string | undefined): Promise<void> {
    try {
      const known = name ? calledBy(everybody.people, name) : undefined
      this.item.recommended_by = !name
        ? null
        : (known?.id ?? (await ask(commands.addPerson({ name, relation: null, alias: '', note: '' }))))
      this.by = known?.name ?? name ?? null
      this.changed()
      if (name && !known) await everybody.load()
    } catch (error) {
      report(error)
    }
  }
}
