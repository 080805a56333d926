import { ask, commands, type Desk, type Launch, Refusal, refusal, type Today } from './boundary'
import { when } from './dates'
import { toasts } from './elements/toasts.svelte'
import { protection, protectionWords } from './protection.svelte'
import { applyTheme } from './theme'

type State =
  | { state: 'waiting' }
  | { state: 'new'; folder: string }
  | { state: 'locked'; folder: string; keychain: boolean }
  | { state: 'failed'; error: Refusal; folder: string }
  | ({ state: 'open' } & Omit<Desk, 'today' | 'place' | 'cut_off'>)

const cutOff = (saved: string) =>
  `Helmlog ended without closing last time. The last save that is here is of ${when(saved)}.`

/** What the page knows from the start: whether there is a journal, and what lies open in it. */
class DeskState {
  current = $state.raw<State>({ state: 'waiting' })
  /** The first screen as the core last gave it. */
  today = $state.raw<Today>()
  #turn = 0

  get readOnly(): boolean {
    return this.current.state === 'open' && this.current.protection.read_only
  }

  async launch(launching = commands.launch()): Promise<void> {
    try {
      this.take(await ask(launching))
    } catch (error) {
      this.current = { state: 'failed', error: refusal(error), folder: '' }
    }
  }

  take(launch: Launch): void {
    if (launch.state === 'failed') {
      this.current = { ...launch, error: new Refusal(launch.error) }
      return
    }
    if (launch.state === 'open') {
      applyTheme(launch.theme)
      protection.current = protectionWords(launch.protection)
      this.today = launch.today
      if (launch.cut_off) toasts.show(cutOff(launch.cut_off), { stays: 12_000 })
    }
    this.current = launch
  }

  /** What has changed since, and nothing if that cannot be read: then what is known stays. */
  async refresh(): Promise<Today | undefined> {
    const turn = ++this.#turn
    try {
      const today = await ask(commands.today())
      // An answer that is overtaken by a later question is not shown.
      if (turn !== this.#turn) return undefined
      return (this.today = today)
    } catch {
      // The screen is a little older than it could be, and nothing on it is wrong.
      return undefined
    }
  }
}

export const desk = new DeskState()
