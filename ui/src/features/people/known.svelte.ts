import {
  ask,
  commands,
  type Description,
  type PersonId,
  type PersonLine,
  type Refusal,
  refusal,
} from '../../boundary'
import { thisMinute } from '../../dates'
import { Pause } from '../editor/pause'
import { Autosave, type SaveState } from '../entry/autosave'

export type WholeDescription = Required<Description>

export const describedIn = ({ relation, alias, note, other_names }: PersonLine): WholeDescription => ({
  relation,
  alias,
  note,
  other_names: [...other_names],
})

/** What is known of somebody, being written: every pause saves it. */
export class Known {
  content = $state() as WholeDescription
  state = $state<SaveState>('none')
  /** "09:41", once it is saved. */
  time = $state('')
  failure = $state.raw<Refusal>()
  #pause: Pause
  #autosave: Autosave<WholeDescription>
  /** As it was last read. */
  #read: WholeDescription

  constructor(id: PersonId, content: WholeDescription, onsaved: () => void) {
    this.content = content
    this.#read = $state.snapshot(this.content)
    this.#autosave = new Autosave(
      async (value) => {
        await ask(commands.describePerson(id, value))
        this.#read = value
        onsaved()
        return thisMinute()
      },
      (state, at, error) => {
        this.state = state === 'saved' && this.#pause.waiting ? 'none' : state
        if (at) this.time = at
        if (state === 'failed') this.failure = refusal(error)
        else if (state !== 'saving') this.failure = undefined
      },
    )
    this.#pause = new Pause(() => this.#autosave.put($state.snapshot(this.content)))
  }

  /** After a change that may go on, e.g. a letter. */
  touch(): void {
    this.#pause.touch()
    if (this.state === 'saved') this.state = 'none'
  }

  /** After a change that is complete, e.g. another relation. */
  changed(): void {
    this.touch()
    this.#pause.flush()
  }

  /** True once all of it is saved. */
  async flush(): Promise<boolean> {
    this.#pause.flush()
    return this.#autosave.flush()
  }

  /** What is known by now, as after a merge, for every field in which nothing was written here since it was read. */
  take(fresh: WholeDescription): void {
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
    const taken = { ...this.content }
    for (const field of ['relation', 'alias', 'note', 'other_names'] as const) {
      if (same(taken[field], this.#read[field])) Object.assign(taken, { [field]: fresh[field] })
    }
    this.#read = fresh
    if (!same(taken, this.content)) this.content = taken
  }
}
