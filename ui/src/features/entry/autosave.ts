export type SaveState = 'none' | 'saving' | 'saved' | 'failed'

/**
 * Writes versions of one thing one after the other. While one is being written the newest of those that
 * came since waits; the ones between are skipped, the newest never. What failed stays and is tried again
 * with the next version or when `flush` is called.
 */
export class Autosave<T> {
  #write: (value: T) => Promise<string>
  #report: (state: SaveState, at: string, error: unknown) => void
  #waiting: { value: T } | undefined
  #running: Promise<boolean> | undefined

  /** `write` answers with the moment of the commit; `report` hears of every change of state. */
  constructor(
    write: (value: T) => Promise<string>,
    report: (state: SaveState, at: string, error: unknown) => void,
  ) {
    this.#write = write
    this.#report = report
  }

  /** Nothing is being written and nothing waits. */
  get clean(): boolean {
    return !this.#waiting && !this.#running
  }

  put(value: T): void {
    this.#waiting = { value }
    void this.flush()
  }

  /** True once everything is written, false if that failed. */
  flush(): Promise<boolean> {
    if (!this.#running && this.#waiting) {
      this.#running = this.#run()
    }
    return this.#running ?? Promise.resolve(true)
  }

  /** What waits is not written any more, e.g. because its entry is gone. */
  drop(): void {
    this.#waiting = undefined
  }

  async #run(): Promise<boolean> {
    let at = ''
    while (this.#waiting) {
      const taken = this.#waiting
      this.#report('saving', '', undefined)
      try {
        at = await this.#write(taken.value)
      } catch (error) {
        // Something newer may have come in the meantime; it deserves its own attempt.
        if (this.#waiting !== taken) continue
        this.#running = undefined
        this.#report('failed', '', error)
        return false
      }
      if (this.#waiting === taken) this.#waiting = undefined
    }
    // Before the report, so that a version that comes because of it is taken up.
    this.#running = undefined
    this.#report(at ? 'saved' : 'none', at, undefined)
    return true
  }
}
