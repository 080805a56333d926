/** The one module that talks to the shell. Everything else of the page asks through it. */
import { Channel } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import { type BackupProgress, commands, type ErrorCode, type ErrorReport } from './bindings'

export * from './bindings'

/** What the core would not or could not do, in words for the user. */
export class Refusal extends Error {
  readonly code: ErrorCode
  /** What is safe, and what to do. */
  readonly hint: string

  constructor({ code, message, hint }: ErrorReport) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.hint = hint
  }
}

type Answered<T> = { status: 'ok'; data: T } | { status: 'error'; error: ErrorReport }

/** The data of an answer; a refusal is thrown. */
export async function ask<T>(answer: Promise<Answered<T>>): Promise<T> {
  const result = await answer
  if (result.status === 'error') throw new Refusal(result.error)
  return result.data
}

/** Whatever went wrong, as a refusal: a call that never arrived has words too. */
export function refusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return new Refusal({
    code: 'failed',
    message: 'The journal did not answer.',
    hint: 'What is on the screen is still here. If it stays like this, restart Helmlog.',
  })
}

/** The line on which the shell says how far long work is. */
export function progressLine(hear: (progress: BackupProgress) => void): Channel<BackupProgress> {
  return new Channel(hear)
}

/** The shell has heard that nobody is at the computer any more. */
export async function onAway(hear: () => void): Promise<void> {
  await listen('away', hear)
}

/** Answers with false if something could not be written. */
type Saver = () => Promise<unknown>

const savers = new Set<Saver>()

/** What must be written before the window may close. The returned function takes it away again. */
export function onClosing(saver: Saver): () => void {
  savers.add(saver)
  return () => void savers.delete(saver)
}

/** Writes everything that is still waiting, e.g. before a list is read that should show it. True if all of it is written. */
export async function settle(): Promise<boolean> {
  const done = await Promise.allSettled([...savers].map((saver) => saver()))
  return done.every((one) => one.status === 'fulfilled' && one.value !== false)
}

/** The shell asks before it closes the window; it is answered when everything is written. */
export async function answerClosing(): Promise<void> {
  await listen('closing', () => {
    void settle().then(() => commands.readyToClose())
  })
}
