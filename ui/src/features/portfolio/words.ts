import type { Format, Preset, RedactionProfile } from '../../boundary'

/** In the order in which they are offered. */
export const presets: { value: Preset; label: string }[] = [
  { value: 'promotion_packet', label: 'Promotion packet' },
  { value: 'self_review', label: 'Self-review' },
  { value: 'manager_brief', label: 'Manager brief' },
  { value: 'interview_stories', label: 'Interview stories' },
]

export const formats: { value: Format; label: string }[] = [
  { value: 'pdf', label: 'PDF' },
  { value: 'docx', label: 'Word document' },
  { value: 'html', label: 'Web page' },
  { value: 'md', label: 'Markdown' },
  { value: 'json', label: 'JSON' },
]

/** Who reads it, and so which names and sums stay in it. */
export const readers: { value: RedactionProfile; label: string }[] = [
  { value: 'own', label: 'For yourself' },
  { value: 'manager', label: 'For your manager' },
  { value: 'public', label: 'For anybody' },
]

/** What one of them is called. */
export const called = <T>(all: readonly { value: T; label: string }[], wanted: T): string =>
  all.find(({ value }) => value === wanted)?.label ?? ''
