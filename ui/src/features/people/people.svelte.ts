import { ask, commands, type PersonLine, type Refusal, refusal } from '../../boundary'

/** Everybody in the journal; kept between two visits of the screen. */
class Everybody {
  people = $state.raw<readonly PersonLine[]>([])
  /** Days of silence that are mentioned, 0 for never, `null` while nobody has said. */
  quietAfter = $state<number | null>(null)
  /** Nothing has been read yet. */
  first = $state(true)
  trouble = $state.raw<Refusal>()
  #turn = 0

  async load(): Promise<void> {
    const turn = ++this.#turn
    try {
      const { people, quiet_after } = await ask(commands.people())
      if (turn !== this.#turn) return
      this.people = people
      this.quietAfter = quiet_after
      this.first = false
      this.trouble = undefined
    } catch (error) {
      if (turn === this.#turn) this.trouble = refusal(error)
    }
  }

  async setQuietAfter(days: number): Promise<void> {
    await ask(commands.setQuietAfter(days))
    await this.load()
  }
}

export const everybody = new Everybody()
