import { flushSync, tick } from 'svelte'

/** A shell for tests: commands by their name; one that is not there answers with nothing. */
export function shell<Args>(answers: Record<string, (args: Args) => unknown>): void {
  const invoke = async (command: string, args: Args) => answers[command]?.(args) ?? null
  Object.assign(window, { __TAURI_INTERNALS__: { invoke } })
}

/** Until everything that was asked for is on the screen. */
export async function rest(): Promise<void> {
  for (let i = 0; i < 60; i++) await Promise.resolve()
  await tick()
  flushSync()
}
