/** Shorter waits are not worth a word. */
const noticed = 200

/**
 * The newest answer to a question that keeps changing. Answers that were overtaken are dropped, and the
 * last one stays until the next is there, so that nothing flickers.
 */
export class Latest<T> {
  #asked = 0
  value = $state.raw<T>()
  error = $state.raw<unknown>()
  pending = $state(false)
  /** Pending for so long that it should be said. */
  slow = $state(false)

  /** What was answered, or nothing if it failed or was overtaken. */
  async ask(question: () => Promise<T>): Promise<T | undefined> {
    const turn = ++this.#asked
    const current = () => turn === this.#asked
    this.pending = true
    const wait = setTimeout(() => (this.slow = current() || this.slow), noticed)
    try {
      const value = await question()
      if (!current()) return undefined
      this.value = value
      this.error = undefined
      return value
    } catch (error) {
      if (current()) this.error = error
      return undefined
    } finally {
      clearTimeout(wait)
      if (current()) {
        this.pending = false
        this.slow = false
      }
    }
  }

  /** Forgets the question that is under way, and the answer. */
  clear(): void {
    this.#asked++
    this.value = undefined
    this.error = undefined
    this.pending = false
    this.slow = false
  }
}
