import type { Refusal } from '../../boundary'

/** A secret that is asked for only once something turns out to be locked. */
export class Asking {
  /** What was typed. */
  secret = $state('')
  /** Whether it is asked for. */
  asks = $state(false)
  /** Why what was given is not right. */
  wrong = $state.raw<Refusal>()

  /** Whether it is asked for and nothing was typed yet. */
  get waits(): boolean {
    return this.asks && this.secret === ''
  }

  /** What is given to the shell; it is kept no longer. */
  take(): string | null {
    const given = this.asks ? this.secret : null
    this.secret = ''
    this.wrong = undefined
    return given
  }

  /** Whether the trouble is answered by asking, or by asking again. */
  hears(trouble: Refusal | undefined): boolean {
    const locked = trouble?.code === 'locked' || trouble?.code === 'wrong_secret'
    if (!locked) return false
    this.wrong = this.asks ? trouble : undefined
    this.asks = true
    return true
  }

  forget(): void {
    this.secret = ''
    this.asks = false
    this.wrong = undefined
  }
}
