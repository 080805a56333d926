import { matches, parseCombo } from '../../shortcuts'

/** While nothing is written: one key takes the question, another shows the next. */
export const promptKeys = { answer: 'alt+enter', next: 'alt+down' } as const

const combos = { answer: parseCombo(promptKeys.answer), next: parseCombo(promptKeys.next) }

export function promptKey(event: KeyboardEvent): keyof typeof promptKeys | undefined {
  if (matches(event, combos.answer)) return 'answer'
  return matches(event, combos.next) ? 'next' : undefined
}
