/** Days are written "2026-11-23" everywhere; these are the forms in which the screen shows them. */
export type Day = string

const two = (number: number) => String(number).padStart(2, '0')

/** The local day of a moment. */
export function dayOf(moment: Date): Day {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** "09:41", local. */
export function clock(moment: Date): string {
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`
}

/** The local day and the local time now. */
export const thisDay = (): Day => dayOf(new Date())
export const thisMinute = (): string => clock(new Date())

/** Now, as the core writes it. */
export const thisMoment = (): string => new Date().toISOString()

/** "09:41" of a moment that the core has written in UTC. */
export function clockOf(timestamp: string): string {
  const moment = new Date(timestamp)
  return Number.isNaN(moment.getTime()) ? '' : clock(moment)
}

// A day has no zone: it is read and shown in UTC so that none shifts it.
const at = (day: Day) => new Date(`${day}T00:00:00Z`)

export function addDays(day: Day, days: number): Day {
  const moment = at(day)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((at(to).getTime() - at(from).getTime()) / 86_400_000)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function show(day: Day, options: Intl.DateTimeFormatOptions, locale?: string): string {
  const moment = at(day)
  if (Number.isNaN(moment.getTime())) return day
  const key = `${locale ?? ''} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    formats.set(key, format)
  }
  return format.format(moment)
}

/** "Monday, 23 November" */
export const weekday = (day: Day, locale?: string) =>
  show(day, { weekday: 'long', day: 'numeric', month: 'long' }, locale)

/** "Monday, 23 November 2026" */
export const full = (day: Day, locale?: string) =>
  show(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, locale)

/** "Mon, 23 Nov"; "2 Apr 2027" where the year is not the one of `now`. */
export const short = (day: Day, locale?: string, now = thisDay()) =>
  day.slice(0, 4) === now.slice(0, 4)
    ? show(day, { weekday: 'short', day: 'numeric', month: 'short' }, locale)
    : brief(day, now, locale)

/** "7 Dec", with the year where it is not the one of `now`. */
export function brief(day: Day, now: Day, locale?: string): string {
  const year = day.slice(0, 4) === now.slice(0, 4) ? {} : { year: 'numeric' as const }
  return show(day, { day: 'numeric', month: 'short', ...year }, locale)
}

/** "November 2026" */
export const month = (day: Day, locale?: string) => show(day, { month: 'long', year: 'numeric' }, locale)

/** "23 Nov 2026, 09:41" */
export function moment(timestamp: string, locale?: string): string {
  const time = new Date(timestamp)
  if (Number.isNaN(time.getTime())) return timestamp
  const day = show(dayOf(time), { day: 'numeric', month: 'short', year: 'numeric' }, locale)
  return `${day}, ${clock(time)}`
}

/** "today", "yesterday", "3 days ago", "2 months ago": never finer than it matters. */
export function ago(days: number): string {
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  if (days < 60) return `${days} days ago`
  const months = Math.round(days / 30.44)
  if (months < 12) return `${months} months ago`
  const years = Math.floor(days / 365.25)
  return years <= 1 ? 'a year ago' : `${years} years ago`
}

/** "today, 12:46", "3 days ago, 18:02", then the date. */
export function when(made: string, now = new Date()): string {
  const time = new Date(made)
  const days = daysBetween(dayOf(time), dayOf(now))
  return days >= 0 && days < 14 ? `${ago(days)}, ${clock(time)}` : moment(made)
}
