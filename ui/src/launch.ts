/** The journal is asked for before the rest of the page has even been read. */
import { commands } from './boundary/bindings'

export const launching = commands.launch()

void import('./main')
