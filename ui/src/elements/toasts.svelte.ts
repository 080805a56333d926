export interface Toast {
  readonly id: number
  readonly text: string
  readonly undo?: () => void
}

export interface ToastOptions {
  undo?: () => void
  /** How long it stays, in ms; with undo longer. */
  stays?: number
}

interface Timed {
  left: number
  since: number
  timer: ReturnType<typeof setTimeout> | undefined
}

/** Short words about what was just done, with a way back. */
export class Toasts {
  #next = 0
  #list = $state.raw<readonly Toast[]>([])
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from it
  #timed = new Map<number, Timed>()

  get list(): readonly Toast[] {
    return this.#list
  }

  show(text: string, { undo, stays = undo ? 8000 : 4000 }: ToastOptions = {}): number {
    const id = this.#next++
    this.#list = [...this.#list, { id, text, ...(undo ? { undo } : {}) }].slice(-3)
    this.#timed.set(id, { left: stays, since: 0, timer: undefined })
    this.#run(id)
    return id
  }

  close(id: number): void {
    clearTimeout(this.#timed.get(id)?.timer)
    this.#timed.delete(id)
    this.#list = this.#list.filter((toast) => toast.id !== id)
  }

  undo(id: number): void {
    const toast = this.#list.find((kept) => kept.id === id)
    this.close(id)
    toast?.undo?.()
  }

  /** While the pointer or the focus is on them, they wait. */
  hold(): void {
    for (const timed of this.#timed.values()) {
      if (timed.timer === undefined) continue
      clearTimeout(timed.timer)
      timed.timer = undefined
      timed.left -= Date.now() - timed.since
    }
  }

  release(): void {
    for (const [id, timed] of this.#timed) if (timed.timer === undefined) this.#run(id)
  }

  #run(id: number): void {
    const timed = this.#timed.get(id)
    if (!timed) return
    timed.since = Date.now()
    timed.timer = setTimeout(() => this.close(id), Math.max(timed.left, 500))
  }
}

export const toasts = new Toasts()
