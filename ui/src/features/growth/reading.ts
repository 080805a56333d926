import { ask, commands, type Growth, settle } from '../../boundary'
import { thisDay } from '../../dates'
import { nowKnown } from './known'
import { lastMonths, sinceFirst, type Span } from './period'

/** What was asked for while the screen was being built. */
let ahead: { span: Span; map: Promise<Growth> } | undefined

/** Asks for the map of a screen that is about to be built: building it takes longer than the answer. */
export function readAhead(span: Span): void {
  const map = read(span)
  // Whoever takes it hears of it.
  map.catch(() => undefined)
  ahead = { span, map }
}

/** The map as the journal stands now, with what is still being written. */
export function readMap(span: Span): Promise<Growth> {
  const asked = ahead
  ahead = undefined
  return asked?.span === span ? asked.map : read(span)
}

async function read(span: Span): Promise<Growth> {
  const today = thisDay()
  await settle()
  const period =
    span === 'all'
      ? sinceFirst((await ask(commands.month(today))).first, today)
      : lastMonths(today, Number(span))
  return nowKnown(span, await ask(commands.growth(period)))
}
