/** Somebody with an empty home folder: a vault, a place for documents, and a terminal. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { terminal } from './places'
import type { Env } from './processes'

export interface Told {
  code: number
  out: string
  err: string
}

/** An entry as `show --json` and `list --json` print it, as far as the tests look. */
export interface Entry {
  id: string
  kind: string
  title: string
  body: string
  on: string
  written_later: boolean
  modified: string
  competencies: { key: string; level: number | null }[]
  people: string[]
  links: { kind: string; to: string }[]
}

export class User {
  readonly home: string
  readonly vault: string
  readonly documents: string
  readonly env: Env

  constructor(vault?: string) {
    this.home = mkdtempSync(join(tmpdir(), 'helmlog-'))
    this.vault = vault ?? join(this.home, 'vault')
    this.documents = join(this.home, 'Documents')
    const config = join(this.home, 'config')
    mkdirSync(this.documents)
    mkdirSync(config)
    mkdirSync(join(this.home, 'run'), { mode: 0o700 })
    writeFileSync(join(config, 'user-dirs.dirs'), 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
    this.env = {
      HOME: this.home,
      TMPDIR: this.home,
      XDG_CONFIG_HOME: config,
      XDG_DATA_HOME: join(this.home, 'data'),
      XDG_CACHE_HOME: join(this.home, 'cache'),
      XDG_RUNTIME_DIR: join(this.home, 'run'),
      XDG_DOCUMENTS_DIR: this.documents,
      HELMLOG_VAULT: this.vault,
    }
  }

  /** Runs `helmlog` with the user's vault and returns what it printed; a failure is an error. */
  async helmlog(...args: string[]): Promise<string> {
    const told = await this.tryHelmlog(args)
    if (told.code !== 0)
      throw new Error(`helmlog ${args.join(' ')} ended with ${String(told.code)}: ${told.err}`)
    return told.out
  }

  tryHelmlog(args: string[], input = ''): Promise<Told> {
    return new Promise((resolve, reject) => {
      const child = spawn(terminal, args, { env: { ...this.env, PATH: '/usr/bin:/bin', NO_COLOR: '1' } })
      const told: Told = { code: -1, out: '', err: '' }
      child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()))
      child.on('error', reject)
      child.on('close', (code) => {
        resolve({ ...told, code: code ?? -1 })
      })
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
  }

  /** Makes the vault, with the sample journal in it if asked for. */
  async begins(journal: 'empty' | 'sample' = 'empty'): Promise<void> {
    await this.helmlog('init')
    if (journal === 'sample') await this.helmlog('sample')
  }

  /** Adds an entry and returns its id. */
  async writes(text: string, ...options: string[]): Promise<string> {
    return (await this.helmlog('add', ...options, '--', text)).trim().split(/\s+/).at(-1) ?? ''
  }

  async entry(id: string): Promise<Entry> {
    return JSON.parse(await this.helmlog('show', id, '--json')) as Entry
  }

  /** All entries that are not in the trash, newest first. */
  async entries(): Promise<Entry[]> {
    const { lines } = JSON.parse(await this.helmlog('list', '--json', '--limit', '500')) as { lines: Entry[] }
    return Promise.all(lines.map(({ id }) => this.entry(id)))
  }

  /** How many entries there are that are not in the trash. */
  async count(): Promise<number> {
    return (JSON.parse(await this.helmlog('list', '--json')) as { total: number }).total
  }

  /** Sets the first passphrase; the terminal uses it from now on. */
  async locks(passphrase: string): Promise<void> {
    const file = this.keeps('passphrase', passphrase)
    await this.helmlog('passphrase', 'set', '--new-passphrase-file', file)
    this.env['HELMLOG_PASSPHRASE_FILE'] = file
  }

  /** Puts a file into the home folder and returns its path. */
  keeps(name: string, text: string): string {
    const path = join(this.home, name)
    writeFileSync(path, text)
    return path
  }

  /** What lies in the documents folder, with all folders below it. */
  files(): string[] {
    return readdirSync(this.documents, { recursive: true, encoding: 'utf8' })
      .map((name) => join(this.documents, name))
      .sort()
  }

  /** Files in which a word stands in clear, whoever wrote them, but for what was exported on purpose. */
  holding(word: string): string[] {
    const ways = (['utf8', 'utf16le'] as const).flatMap((code) =>
      [word, word.toLowerCase()].map((one) => Buffer.from(one, code)),
    )
    return readdirSync(this.home, { recursive: true, encoding: 'utf8' })
      .map((name) => join(this.home, name))
      .filter((name) => !name.startsWith(this.documents))
      .filter((name) => name.includes(word) || ways.some((way) => bytesOf(name).includes(way)))
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true })
  }
}

/** What is in a file; nothing if it is none, or gone meanwhile. */
function bytesOf(path: string): Buffer {
  try {
    return statSync(path).isFile() ? readFileSync(path) : Buffer.alloc(0)
  } catch {
    return Buffer.alloc(0)
  }
}
