import { ask, commands, type ReadingLine, type RecordId } from '../../boundary'
import { thisMoment } from '../../dates'
import { Written } from '../entry/written.svelte'
import { everybody } from '../people/people.svelte'
import { calledBy } from '../people/words'
import { report } from '../report'
import { readings, type WholeItem } from './readings.svelte'

/**
 * What is being written about something on the list. It lasts as long as its form is open: the form itself is
 * built anew when the line gets to another group.
 */
export class ReadingDraft extends Written<WholeItem> {
  readonly id: RecordId
  /** Who recommended it, by name. */
  by = $state<string | null>(null)
  /** Its form was open before: it takes the keyboard once. */
  shown = false

  constructor({ id, item, recommended_by }: ReadingLine) {
    super({ ...item } as WholeItem)
    this.id = id
    this.by = recommended_by
  }

  protected async write(item: WholeItem): Promise<string> {
    await ask(commands.describeReading(this.id, item))
    await readings.load()
    return thisMoment()
  }

  /** Somebody who is not there yet is added. */
  async recommend(name: string | undefined): Promise<void> {
    try {
      const known = name ? calledBy(everybody.people, name) : undefined
      this.content.recommended_by = !name
        ? null
        : (known?.id ?? (await ask(commands.addPerson({ name, relation: null, alias: '', note: '' }))))
      this.by = known?.name ?? name ?? null
      this.changed()
      if (name && !known) await everybody.load()
    } catch (error) {
      report(error)
    }
  }
}
