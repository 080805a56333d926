import { SvelteSet } from 'svelte/reactivity'
import type { EntryId } from '../../boundary'

/** Results that the user does not want to be asked for until Helmlog is started again. */
export const later = new SvelteSet<EntryId>()
