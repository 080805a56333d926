import { ask, commands, type Profile, type Rung } from '../../boundary'
import { desk } from '../../desk.svelte'

/** Saves who the journal belongs to; what is on the screen knows it at once. */
export async function saveProfile(profile: Profile): Promise<void> {
  await ask(commands.setProfile(profile))
  if (desk.current.state === 'open') desk.current = { ...desk.current, profile }
}

/** The rungs to choose from; one that the ladder does not have stays what it is. */
export function rungOptions(
  ladder: readonly Rung[],
  held: string | null | undefined,
): { value: string; label: string }[] {
  const names = ladder.map(({ name }) => name)
  return (held && !names.includes(held) ? [held, ...names] : names).map((name) => ({
    value: name,
    label: name,
  }))
}
