import { ask, commands, type Template } from '../../boundary'

/** What a text can begin with: those that came along, and one's own. */
class Templates {
  current = $state.raw<readonly Template[]>([])

  async load(): Promise<void> {
    try {
      this.current = await ask(commands.templates())
    } catch {
      // Without them everything can still be written.
    }
  }
}

export const templates = new Templates()
