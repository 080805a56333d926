/**
 * Stands in for the HTML language in the Markdown package (see vite.config.ts).
 * A journal shows raw HTML as the text that it is; no grammar is loaded for it.
 */
export function html() {
  return { language: { parser: undefined }, support: [] }
}

export function htmlCompletionSource() {
  return null
}
