import { ask, commands, type Prompt } from '../../boundary'
import { type Day, thisDay } from '../../dates'

/** As many as anybody passes over in a row. */
const most = 24

/** Today's questions. To pass one over only moves on, here and until Helmlog is started again. */
class Prompts {
  #list = $state.raw<readonly Prompt[]>([])
  #at = $state(0)
  #day: Day | undefined

  get current(): Prompt | undefined {
    return this.#list[this.#at % Math.max(1, this.#list.length)]
  }

  async load(): Promise<void> {
    const day = thisDay()
    if (this.#day === day) return
    this.#day = day
    try {
      this.#list = await ask(commands.prompts(most))
      this.#at = 0
    } catch {
      // Without a question the page is as it always was.
      this.#day = undefined
    }
  }

  next(): void {
    this.#at++
  }
}

export const prompts = new Prompts()
