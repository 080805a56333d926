import { ask, commands, type Searches } from '../../boundary'
import { report } from '../report'

/** Searches with a name, and the last ones that led somewhere. They lie inside the journal. */
class Kept {
  current = $state.raw<Searches>({ saved: [], recent: [] })

  async load(): Promise<void> {
    await this.#take(commands.searches, false)
  }

  /** An answer was opened. That it cannot be noted, as in a journal open to read, hinders nobody. */
  async note(query: string): Promise<void> {
    if (query.trim() !== '') await this.#take(() => commands.noteSearch(query), false)
  }

  async save(name: string, query: string): Promise<boolean> {
    return this.#take(() => commands.saveSearch(name, query), true)
  }

  /** Without a name, the last ones. */
  async forget(name: string | null): Promise<void> {
    await this.#take(() => commands.forgetSearch(name), true)
  }

  isSaved(query: string): boolean {
    return this.current.saved.some((one) => one.query === query.trim())
  }

  async #take(command: typeof commands.searches, isAskedFor: boolean): Promise<boolean> {
    try {
      this.current = await ask(command())
      return true
    } catch (error) {
      if (isAskedFor) report(error)
      return false
    }
  }
}

export const kept = new Kept()
