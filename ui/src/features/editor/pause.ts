/**
 * Decides when typing has paused: `quiet` ms after the last key, at the latest `most` ms after the first key
 * that has not been reported yet, or at once when `flush` is called.
 */
export class Pause {
  #report: () => void
  #quiet: number
  #most: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #first = 0

  constructor(report: () => void, { quiet = 500, most = 3000 } = {}) {
    this.#report = report
    this.#quiet = quiet
    this.#most = most
  }

  /** True from the first change until it is reported or dropped. */
  get waiting(): boolean {
    return this.#timer !== undefined
  }

  touch(): void {
    const now = Date.now()
    if (this.#timer === undefined) this.#first = now
    else clearTimeout(this.#timer)
    // A clock that was set back must not put the report off.
    const spent = Math.max(0, now - this.#first)
    this.#timer = setTimeout(() => this.flush(), Math.max(0, Math.min(this.#quiet, this.#most - spent)))
  }

  flush(): void {
    if (this.#timer === undefined) return
    this.drop()
    this.#report()
  }

  drop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
