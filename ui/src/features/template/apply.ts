import type { Template } from '../../boundary'
import { type FacetName, facetOf } from '../entry/content'
import type { Draft } from '../entry/draft.svelte'

/** Where a template is put. */
interface Place {
  draft: Draft
  /** Puts text into the editor, with the cursor in its first empty line. */
  insert: (text: string) => void
  /** Unfolds the fields of a kind and puts the cursor into the first. */
  unfold: (facet: FacetName) => void
}

/** Begins a text with a template: it is of its kind, and has its headings or asks for its fields. */
export function applyTemplate(template: Template, { draft, insert, unfold }: Place): void {
  draft.content.kind = template.kind
  draft.changed()
  const facet = facetOf[template.kind]
  if (template.text) insert(template.text)
  else if (facet) unfold(facet)
}
