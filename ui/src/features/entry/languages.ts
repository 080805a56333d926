/** Languages that an entry may be said to be in: those whose words the search knows how to bring together. */
const codes = [
  'ar',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'fi',
  'fr',
  'hu',
  'it',
  'ja',
  'ko',
  'nl',
  'no',
  'pl',
  'pt',
  'ru',
  'sv',
  'tr',
  'zh',
] as const

/** "German"; the code itself where the system has no word for it. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/** The first leaves it to what the text looks like; one that is said and not among ours is kept. */
export function languageOptions(said: string | null): { value: string; label: string }[] {
  const known = said && !codes.some((code) => code === said) ? [...codes, said] : codes
  const named = known.map((code) => ({ value: code, label: languageName(code) }))
  return [
    { value: '', label: 'As the text shows' },
    ...named.sort((one, other) => one.label.localeCompare(other.label, 'en')),
  ]
}
