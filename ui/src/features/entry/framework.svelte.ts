import { ask, commands, type Competency, type Framework } from '../../boundary'

/** The competencies, asked for once. */
class Frame {
  current = $state.raw<Framework>()
  #asked: Promise<void> | undefined

  get competencies(): readonly Competency[] {
    return this.current?.competency ?? []
  }

  load(): Promise<void> {
    this.#asked ??= ask(commands.framework()).then(
      (framework) => {
        this.current = framework
      },
      () => {
        // Names are missing until the next one asks; nothing else depends on it.
        this.#asked = undefined
      },
    )
    return this.#asked
  }

  find(key: string): Competency | undefined {
    return this.competencies.find((one) => one.key === key)
  }

  name(key: string): string {
    return this.find(key)?.name ?? ''
  }
}

export const framework = new Frame()

/** What a level is about, whatever the competency. */
export const scopes = ['own work', 'team', 'several teams', 'organisation'] as const
