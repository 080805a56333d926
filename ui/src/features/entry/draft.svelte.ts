import { tidy, type WholeContent } from './content'
import { Written } from './written.svelte'

/** An entry that is being written. */
export class Draft extends Written<WholeContent> {
  #store: (content: WholeContent) => Promise<string>

  /** `store` is given what is left of the content without empty fields; see {@link Written.write}. */
  constructor(content: WholeContent, store: (content: WholeContent) => Promise<string>) {
    super(content)
    this.#store = store
  }

  protected write(content: WholeContent): Promise<string> {
    return this.#store(tidy(content))
  }
}
