import { ask, commands, type Description, type PersonId, type PersonLine } from '../../boundary'
import { thisMoment } from '../../dates'
import { Written } from '../entry/written.svelte'

export type WholeDescription = Required<Description>

export const describedIn = ({ relation, alias, note, other_names }: PersonLine): WholeDescription => ({
  relation,
  alias,
  note,
  other_names: [...other_names],
})

/** What is known of somebody, being written. */
export class Known extends Written<WholeDescription> {
  #id: PersonId
  #onsaved: () => void
  /** As it was last read, or saved. */
  #read: WholeDescription

  constructor(id: PersonId, content: WholeDescription, onsaved: () => void) {
    super(content)
    this.#id = id
    this.#onsaved = onsaved
    this.#read = $state.snapshot(this.content)
  }

  protected async write(description: WholeDescription): Promise<string> {
    await ask(commands.describePerson(this.#id, description))
    this.#read = description
    this.#onsaved()
    return thisMoment()
  }

  /** What is known by now, as after a merge, for every field in which nothing was written here since it was read. */
  take(fresh: WholeDescription): void {
    const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
    const taken = { ...this.content }
    for (const field of ['relation', 'alias', 'note', 'other_names'] as const) {
      if (same(taken[field], this.#read[field])) Object.assign(taken, { [field]: fresh[field] })
    }
    this.#read = fresh
    if (!same(taken, this.content)) this.content = taken
  }
}
