/** Where the user is. Nothing of it stands in an address: the page has one address only. */
export const viewNames = [
  'today',
  'journal',
  'trash',
  'search',
  'growth',
  'lessons',
  'people',
  'review',
  'portfolio',
  'settings',
] as const

export type ViewName = (typeof viewNames)[number]
export type Params = Readonly<Record<string, string>>

export interface Place {
  readonly view: ViewName
  readonly params: Params
  /** Tells two visits to the same place apart, e.g. for the scroll position. */
  readonly visit: number
}

const longest = 100

function same(a: Params, b: Params): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

export class Router {
  #visits = 0
  #past = $state.raw<readonly Place[]>([])
  #future = $state.raw<readonly Place[]>([])
  #current: Place

  constructor(view: ViewName = 'today', params: Params = {}) {
    this.#current = $state.raw(this.#place(view, params))
  }

  get current(): Place {
    return this.#current
  }

  get canGoBack(): boolean {
    return this.#past.length > 0
  }

  get canGoForward(): boolean {
    return this.#future.length > 0
  }

  #place(view: ViewName, params: Params): Place {
    return { view, params: { ...params }, visit: this.#visits++ }
  }

  /** A step that `back` undoes. Going to where one already is, is none. */
  go(view: ViewName, params: Params = {}): void {
    if (view === this.#current.view && same(params, this.#current.params)) return
    this.#past = [...this.#past, this.#current].slice(-longest)
    this.#future = []
    this.#current = this.#place(view, params)
  }

  /** Changes the place without a step, e.g. while a filter is being typed. */
  replace(view: ViewName, params: Params = {}): void {
    if (view === this.#current.view && same(params, this.#current.params)) return
    this.#current = { view, params: { ...params }, visit: this.#current.visit }
  }

  back(): boolean {
    const place = this.#past.at(-1)
    if (!place) return false
    this.#past = this.#past.slice(0, -1)
    this.#future = [this.#current, ...this.#future]
    this.#current = place
    return true
  }

  forward(): boolean {
    const place = this.#future[0]
    if (!place) return false
    this.#future = this.#future.slice(1)
    this.#past = [...this.#past, this.#current]
    this.#current = place
    return true
  }

  /** Where one is, as text, to come back to after the page has begun anew. */
  get kept(): string {
    const { view, params } = this.#current
    return JSON.stringify({ view, params })
  }

  /** Goes to where one was; a text that says nothing is no place to go to. */
  restore(kept: string): ViewName {
    try {
      const { view, params } = JSON.parse(kept) as { view: unknown; params: unknown }
      const name = viewNames.find((known) => known === view)
      if (name && typeof params === 'object') this.replace(name, (params ?? {}) as Params)
    } catch {
      // It opens where it always opens.
    }
    return this.#current.view
  }

  /**
   * After something is deleted: places that showed it are forgotten. Who is at one of them stays on its screen,
   * where they were on it before, or else at `instead`; who has gone on meanwhile stays where they are.
   */
  forget(gone: (place: Place) => boolean, instead: Params = {}): void {
    this.#past = this.#past.filter((place) => !gone(place))
    this.#future = this.#future.filter((place) => !gone(place))
    const { view } = this.#current
    if (!gone(this.#current)) return
    const before = this.#past.at(-1)
    if (before?.view === view) {
      this.#past = this.#past.slice(0, -1)
      this.#current = before
    } else {
      this.#current = this.#place(view, instead)
    }
  }
}

export const router = new Router()
