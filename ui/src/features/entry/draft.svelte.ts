import { type Refusal, refusal } from '../../boundary'
import { clockOf } from '../../dates'
import { Pause } from '../editor/pause'
import { Autosave, type SaveState } from './autosave'
import { tidy, type WholeContent } from './content'

/** Something that is being written: every pause saves it. */
export class Draft {
  content = $state() as WholeContent
  state = $state<SaveState>('none')
  /** "09:41", once it is saved. */
  time = $state('')
  failure = $state.raw<Refusal>()
  /** Hears of every pause, e.g. to look at what was written. */
  onpause: (() => void) | undefined
  #pause = new Pause(() => {
    this.#autosave.put(tidy($state.snapshot(this.content)))
    this.onpause?.()
  })
  #autosave: Autosave<WholeContent>

  /** `write` stores a version and answers with the moment of the commit, or '' if there was nothing to store. */
  constructor(content: WholeContent, write: (content: WholeContent) => Promise<string>) {
    this.content = content
    this.#autosave = new Autosave(write, (state, at, error) => {
      // Words that came in the meantime are not saved yet, and nothing may look as if they were.
      this.state = state === 'saved' && this.#pause.waiting ? 'none' : state
      if (at) this.time = clockOf(at)
      if (state === 'failed') this.failure = refusal(error)
      else if (state !== 'saving') this.failure = undefined
    })
  }

  /** Nothing of it waits to be saved. */
  get clean(): boolean {
    return !this.#pause.waiting && this.#autosave.clean
  }

  /** After a change that may go on, e.g. a letter. */
  touch(): void {
    this.#pause.touch()
    if (this.state === 'saved') this.state = 'none'
  }

  /** After a change that is complete, e.g. another kind. */
  changed(): void {
    this.touch()
    this.#pause.flush()
  }

  /** A pause in typing that somebody else has noticed. */
  paused(): void {
    this.#pause.flush()
  }

  /** True once all of it is saved. */
  async flush(): Promise<boolean> {
    this.#pause.flush()
    return this.#autosave.flush()
  }

  /** Another content, which is saved already. */
  begin(content: WholeContent): void {
    this.#pause.drop()
    this.#autosave.drop()
    this.content = content
    this.state = 'none'
    this.failure = undefined
  }
}
