/** A computer that is set to nobody's language calls it "C". */
const isLanguage = (tag: string) => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}

const example = (language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date('2026-12-07'))

/** The language of this computer, then those in which English days are written; each told by a day. */
export const formsOfDates = (own: string): { value: string; label: string }[] =>
  [...new Set([own, 'en-GB', 'en-US'])].filter(isLanguage).map((value) => ({ value, label: example(value) }))
