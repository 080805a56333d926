/** Starts programs so that none of them outlives the tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'

export type Env = Record<string, string>

const alive = new Set<Started>()
process.on('exit', () => alive.forEach((started) => started.kill()))

/** A program and whatever it starts: one process group. */
export class Started {
  readonly #child: ChildProcess
  readonly ended: Promise<number | null>
  /** What it wrote, to be shown when something goes wrong. */
  words = ''
  #first = ''

  constructor(command: string, args: string[], env: Env) {
    // Should the tests themselves be killed, the kernel ends what they started.
    this.#child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
      detached: true,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const hear = (chunk: Buffer) => (this.words = (this.words + chunk.toString()).slice(-20_000))
    this.#child.stdout?.on('data', hear)
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      if (!this.#first.includes('\n')) this.#first += chunk.toString()
    })
    this.#child.stderr?.on('data', hear)
    this.ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.words += error.message
        resolve(null)
      })
      this.#child.on('exit', resolve)
    })
    alive.add(this)
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error(`It could not be started: ${this.words}`)
    return pid
  }

  /** Waits for its first line on standard output. */
  async line(): Promise<string> {
    await until('a first line', () => this.#first.includes('\n'))
    return this.#first.split('\n', 1)[0] ?? ''
  }

  /** Ends the whole group, without asking. */
  kill(): void {
    alive.delete(this)
    try {
      process.kill(-this.pid, 'SIGKILL')
    } catch {
      // It had ended by itself.
    }
  }
}

/** The processes that a process has started itself. */
export function children(pid: number): number[] {
  try {
    const pids = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
    return pids.split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** The name of a process, as far as the kernel keeps it: fifteen characters. */
export function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim()
  } catch {
    return ''
  }
}

export function isAlive(pid: number): boolean {
  try {
    // A zombie has ended, its parent only has not looked yet.
    return !/^State:\tZ/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))
  } catch {
    return false
  }
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits until `look` gives something true, and returns it. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  patience = 30_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + patience
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`Waited ${String(patience / 1000)} s in vain for ${what}.`)
    await sleep(40)
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('No port is free.'))
      })
    })
  })
}
