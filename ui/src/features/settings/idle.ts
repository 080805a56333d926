import { lockWords } from '../../protection.svelte'

const offered = [1, 5, 10, 30, 60]

/** What can be chosen, with what was chosen elsewhere among it. */
export function idleOptions(chosen: number): { value: string; label: string }[] {
  const minutes = [...new Set([...offered, chosen])].filter((one) => one > 0).sort((a, b) => a - b)
  return [
    ...minutes.map((one) => ({ value: String(one), label: lockWords(one) })),
    { value: '0', label: 'Never' },
  ]
}
