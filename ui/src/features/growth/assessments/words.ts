import type { Assessed, Seen } from '../../../boundary'

const voices: Record<Assessed['voice'], string> = { self: 'You', manager: 'Your manager', peer: 'A peer' }

/** Who says it, as in "Priya Raghunathan, your manager". */
export function who({ voice, person }: Assessed): string {
  if (!person || voice === 'self') return voices[voice]
  return `${person}, ${voices[voice].toLowerCase()}`
}

/** What each voice said last and why, the newest first; without a reason it says nothing. */
export function lastNotes(seen: Seen): Assessed[] {
  const heard = new Set<string>()
  return [...seen.assessments]
    .reverse()
    .filter((one) => {
      const voice = `${one.voice} ${one.person ?? ''}`
      if (heard.has(voice)) return false
      heard.add(voice)
      return one.note !== ''
    })
    .slice(0, 3)
}

/** As in "+1" or "agree": how far one sees oneself from the others. */
export function apart(difference: number | null): string {
  if (difference === null) return ''
  if (difference === 0) return 'agree'
  return difference > 0 ? `+${difference}` : `−${-difference}`
}
