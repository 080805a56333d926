import {
  ask,
  type Brief,
  commands,
  type Kept,
  type Offer,
  type RecordId,
  type RedactionProfile,
  type RedactionTerm,
  type Replacement,
  settle,
} from '../../../boundary'
import { Latest } from '../../../latest.svelte'

/** The author's list, and what it and the journal replace in one document for one reader. */
export class Redactions {
  readonly list = new Latest<readonly Kept<RedactionTerm>[]>()
  readonly made = new Latest<readonly Replacement[]>()
  readonly terms: readonly Kept<RedactionTerm>[] = $derived(this.list.value ?? [])
  #for: { brief: Brief; reader: RedactionProfile } | undefined
  #shown: Promise<unknown> = Promise.resolve()

  async read(): Promise<void> {
    await this.list.ask(() => ask(commands.redactionTerms()))
  }

  /** Shows what is replaced in this document for this reader. */
  show(brief: Brief, reader: RedactionProfile): void {
    this.#for = { brief, reader }
    this.again()
  }

  again(): void {
    const wanted = this.#for
    if (!wanted || wanted.reader === 'own') {
      this.made.clear()
      return
    }
    this.#shown = this.made.ask(async () => {
      await settle()
      return ask(commands.previewRedaction(wanted.brief, wanted.reader))
    })
  }

  /** Once what is replaced is as it was last asked for. */
  async shown(): Promise<void> {
    await this.#shown
  }

  async add(term: RedactionTerm): Promise<RecordId> {
    const id = await ask(commands.addRedactionTerm(term))
    await this.#changed()
    return id
  }

  async change(id: RecordId, term: RedactionTerm): Promise<void> {
    await ask(commands.changeRedactionTerm(id, term))
    await this.#changed()
  }

  async remove(id: RecordId): Promise<void> {
    await ask(commands.removeRedactionTerm(id))
    await this.#changed()
  }

  /** Lets a word stay wherever it stands. What is returned takes that back. */
  async keep({ term, listed }: Offer): Promise<() => Promise<void>> {
    const known = this.terms.find(({ id }) => id === listed)
    if (known) {
      await this.change(known.id, { ...known.value, keep: true })
      return () => this.change(known.id, known.value)
    }
    const id = await this.add({ ...term, keep: true })
    return () => this.remove(id)
  }

  async #changed(): Promise<void> {
    this.again()
    await this.read()
  }
}
