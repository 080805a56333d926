import { refusal } from '../boundary'
import { toasts } from '../elements/toasts.svelte'

/** Says what went wrong with something the user asked for, where no text is at stake. */
export function report(error: unknown): void {
  const { message, hint } = refusal(error)
  toasts.show(`${message} ${hint}`.trim(), { stays: 8000 })
}
