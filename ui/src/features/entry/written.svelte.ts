import { type Refusal, refusal } from '../../boundary'
import { clockOf } from '../../dates'
import { Pause } from '../editor/pause'
import { Autosave, type SaveState } from './autosave'

/** Something that is being written: every pause saves it. */
export abstract class Written<T extends object> {
  content = $state() as T
  state = $state<SaveState>('none')
  /** "09:41", once it is saved. */
  time = $state('')
  failure = $state.raw<Refusal>()
  /** Hears of every pause, e.g. to look at what was written. */
  onpause: (() => void) | undefined
  #pause: Pause
  #autosave: Autosave<T>

  constructor(content: T) {
    this.content = content
    this.#autosave = new Autosave<T>(
      (now) => this.write(now),
      (state, at, error) => {
        // Words that came in the meantime are not saved yet, and nothing may look as if they were.
        this.state = state === 'saved' && this.#pause.waiting ? 'none' : state
        if (at) this.time = clockOf(at)
        if (state === 'failed') this.failure = refusal(error)
        else if (state !== 'saving') this.failure = undefined
      },
    )
    this.#pause = new Pause(() => {
      this.#autosave.put($state.snapshot(this.content) as T)
      this.onpause?.()
    })
  }

  /** Stores a version and answers with the moment of the commit, or '' if there was nothing to store. */
  protected abstract write(content: T): Promise<string>

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
  begin(content: T): void {
    this.#pause.drop()
    this.#autosave.drop()
    this.content = content
    this.state = 'none'
    this.failure = undefined
  }
}
