import { ask, commands, type Competency, type Framework, type Level, type Shelved } from '../../boundary'

/** The frameworks, asked for once and again when something about them has changed. */
class Frame {
  shelf = $state.raw<readonly Shelved[]>([])
  /** Counts what was done to them here: what is counted in them may be another then. */
  changes = $state(0)
  #asked: Promise<void> | undefined

  /** The one in use. */
  get current(): Framework | undefined {
    return this.shelf.find((one) => one.in_use)?.framework
  }

  /** Those of the framework in use, which are offered. */
  get competencies(): readonly Competency[] {
    return this.current?.competency ?? []
  }

  /** How many levels the framework in use has. */
  get highest(): number {
    return this.current?.levels.length ?? 4
  }

  load(): Promise<void> {
    this.#asked ??= this.#read().catch(() => {
      // Names are missing until the next one asks; nothing else depends on it.
      this.#asked = undefined
    })
    return this.#asked
  }

  /** After something was done to one of them, or to what counts for what. */
  async refresh(): Promise<void> {
    await this.#read()
    this.changes++
  }

  async #read(): Promise<void> {
    this.shelf = await ask(commands.frameworks())
  }

  /** The framework that has this competency, also as a retired one. */
  home(key: string): Shelved | undefined {
    return this.shelf.find((one) =>
      [...one.framework.competency, ...one.retired].some((it) => it.key === key),
    )
  }

  /** The competency with this key, of whichever framework. */
  find(key: string): Competency | undefined {
    const home = this.home(key)
    return home && [...home.framework.competency, ...home.retired].find((one) => one.key === key)
  }

  name(key: string): string {
    return this.find(key)?.name ?? ''
  }

  /** The levels by which this competency is judged. */
  levels(key: string): readonly Level[] {
    return this.home(key)?.framework.levels ?? []
  }
}

export const framework = new Frame()

/** How far a level reaches, from 1. */
export const scopes = ['own work', 'team', 'several teams', 'organisation'] as const
