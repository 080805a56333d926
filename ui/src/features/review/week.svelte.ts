import {
  ask,
  commands,
  type ManagerUpdate,
  onClosing,
  type WeekPick,
  type Refusal,
  refusal,
  settle,
  type WeekReview,
  type WeekView,
} from '../../boundary'
import { clockOf, thisMoment } from '../../dates'
import { Pause } from '../editor/pause'
import { Autosave, type SaveState } from '../entry/autosave'

export type Part = 'win' | 'lesson' | 'next'

/** The review of a week while it is written: every pause saves it, and the update follows. */
export class WeekDraft {
  view = $state.raw<WeekView>()
  review = $state<WeekReview>()
  update = $state.raw<ManagerUpdate>({ markdown: '', text: '' })
  /** The week could not be read. */
  trouble = $state.raw<Refusal>()
  state = $state<SaveState>('none')
  time = $state('')
  failure = $state.raw<Refusal>()
  #turn = 0
  #pause = new Pause(() => {
    if (this.review) this.#autosave.put($state.snapshot(this.review))
  })
  #autosave = new Autosave<WeekReview>(
    async (review) => {
      const update = await ask(commands.keepWeekReview(review))
      if (review.week === this.review?.week) this.update = update
      return thisMoment()
    },
    (state, at, error) => {
      this.state = state === 'saved' && this.#pause.waiting ? 'none' : state
      if (at) this.time = clockOf(at)
      this.failure = state === 'failed' ? refusal(error) : state === 'saving' ? this.failure : undefined
    },
  )

  /** Opens a week; without one, the one to look back at today. What was written about another is saved first. */
  async open(week: string | undefined): Promise<void> {
    const turn = ++this.#turn
    try {
      if (!(await this.flush())) return
      await settle()
      const view = await ask(commands.weekReview(week ?? (await ask(commands.weekToReview()))))
      if (turn !== this.#turn) return
      this.view = view
      this.trouble = undefined
      // What was written until the answer came is kept: in its own week, or as it stands on the screen.
      const waits = this.#pause.waiting || !this.#autosave.clean
      this.#pause.flush()
      if (waits && this.review?.week === view.week) return
      this.review = view.review
      this.update = view.update
      this.state = 'none'
    } catch (error) {
      if (turn === this.#turn) this.trouble = refusal(error)
    }
  }

  /** A part is picked, or told in other words. */
  pick(part: Part, pick: WeekPick | null, complete: boolean): void {
    if (!this.review) return
    this.review[part] = pick
    this.#touch(complete)
  }

  note(text: string): void {
    if (!this.review) return
    this.review.note = text
    this.#touch(false)
  }

  /** Done on that day, or open again. True once that is saved. */
  async finish(on: string | null): Promise<boolean> {
    if (!this.review) return false
    this.review.done = on
    this.#touch(true)
    return this.flush()
  }

  /** True once all of it is saved. */
  async flush(): Promise<boolean> {
    this.#pause.flush()
    return this.#autosave.flush()
  }

  /** Keeps it safe until the screen goes; what still waits then is written. */
  keep(): () => void {
    const forget = onClosing(() => this.flush())
    return () => void this.flush().then(forget)
  }

  #touch(complete: boolean): void {
    this.#pause.touch()
    if (this.state === 'saved') this.state = 'none'
    if (complete) this.#pause.flush()
  }
}
