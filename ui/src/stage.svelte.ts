import { painted } from './painted'

class Stage {
  /** The cursor has been painted, and the rest of the first screen may come. */
  whole = $state(false)

  /** The first screen is put up in two steps, because whoever opens it wants to write. */
  begin(): void {
    painted(() => (this.whole = true))
  }
}

export const stage = new Stage()
