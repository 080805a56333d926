import { tick } from 'svelte'

/** Puts the cursor into the first empty field of a part of the form, once it is unfolded. */
export async function reveal(form: HTMLElement, part: string): Promise<void> {
  await tick()
  const fields = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    `[id$="-${CSS.escape(part)}"] :is(input, textarea)`,
  )
  const field = [...fields].find(({ value }) => value === '') ?? fields[0]
  field?.focus()
}
