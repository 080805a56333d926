import { ask, commands, refusal, settle } from './boundary'
import { desk } from './desk.svelte'
import { toasts } from './elements/toasts.svelte'
import { router } from './router.svelte'

/** Hides the window's contents at once, e.g. when somebody comes to the desk. */
class CurtainState {
  drawn = $state(false)
  text = $state('')
  #held = false

  draw(text = 'Press any key to go on.'): void {
    this.text = text
    this.drawn = true
  }

  /** Stays, whoever asks for it to go, until `release`. */
  hold(text: string): void {
    this.#held = true
    this.draw(text)
  }

  release(): void {
    this.#held = false
    this.lift()
  }

  lift(): void {
    if (!this.#held) this.drawn = false
  }
}

export const curtain = new CurtainState()

/**
 * Locks the journal. Everything is saved first, then the shell closes it, then the page begins anew, so that
 * none of it stays in the page's memory. What cannot be saved keeps it open: words come before the lock.
 */
export async function lock(): Promise<void> {
  if (desk.current.state !== 'open') return
  if (!desk.current.protection.passphrase) {
    toasts.show('There is no passphrase yet. Settings has it.')
    return
  }
  // What is typed now would not be written any more.
  curtain.hold('Locking')
  const { kept } = router
  try {
    if (!(await settle())) throw new Error('not everything is written')
    // Nothing of the journal is on the page any more, whatever the shell still has to do.
    desk.current = { state: 'waiting' }
    await ask(commands.lock(kept))
    location.reload()
  } catch (error) {
    if (desk.current.state === 'waiting') await desk.launch()
    curtain.release()
    const { code } = refusal(error)
    toasts.show(
      code === 'failed'
        ? 'Not locked: what you wrote last could not be saved.'
        : 'Not locked: the journal did not let go. Close Helmlog instead.',
    )
  }
}

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focus'] as const
const interval = 2_000

/** Locks after the idle minutes that were chosen. By the clock on the wall, so that sleep counts. */
export function watchIdle(locking: () => Promise<void> = lock): () => void {
  let last = Date.now()
  const moved = () => (last = Date.now())
  const late = () => {
    if (desk.current.state !== 'open') return false
    const { passphrase, lock_after } = desk.current.protection
    return passphrase && lock_after > 0 && Date.now() - last >= lock_after * 60_000
  }
  const check = () => {
    if (!late()) return
    moved()
    void locking()
  }
  // A key that wakes the computer must not count before the clock has been looked at.
  const sign = () => {
    check()
    moved()
  }
  signs.forEach((name) => window.addEventListener(name, sign, { capture: true, passive: true }))
  const clock = setInterval(check, interval)
  return () => {
    clearInterval(clock)
    signs.forEach((name) => window.removeEventListener(name, sign, { capture: true }))
  }
}
