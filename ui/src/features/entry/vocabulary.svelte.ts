import { ask, commands, type Vocabulary } from '../../boundary'

/** Tags, projects and people that exist, for suggestions. */
class Words {
  current = $state.raw<Vocabulary>({ tags: [], projects: [], people: [] })

  async load(): Promise<void> {
    try {
      this.current = await ask(commands.vocabulary())
    } catch {
      // Without suggestions everything can still be typed.
    }
  }
}

export const vocabulary = new Words()
