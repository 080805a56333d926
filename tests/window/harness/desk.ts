/** A screen of its own, with a session bus and a window manager, so that nobody's desktop is touched. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Env, Started, until } from './processes'

const run = promisify(execFile)

export class Desk {
  readonly env: Env
  readonly #started: Started[]

  private constructor(env: Env, started: Started[]) {
    this.env = env
    this.#started = started
  }

  static async open(): Promise<Desk> {
    const path: Env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent' }
    const screen = new Started(
      'Xvfb',
      ['-displayfd', '1', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'],
      path,
    )
    const bus = new Started(
      'dbus-daemon',
      ['--session', '--nofork', '--nopidfile', '--print-address=1'],
      path,
    )
    const env = {
      ...path,
      DISPLAY: `:${(await screen.line()).trim()}`,
      DBUS_SESSION_BUS_ADDRESS: await bus.line(),
    }
    const manager = new Started('openbox', ['--sm-disable'], env)
    const desk = new Desk(env, [manager, bus, screen])
    await until('the window manager', () => desk.run('wmctrl', '-m').catch(() => ''))
    return desk
  }

  /** Runs a small tool on this screen, and returns what it printed. */
  async run(command: string, ...args: string[]): Promise<string> {
    return (await run(command, args, { env: this.env })).stdout
  }

  /** The titles of the windows that are up. */
  async windows(): Promise<string[]> {
    const lines = (await this.run('wmctrl', '-l')).split('\n').filter(Boolean)
    return lines.map((line) => line.split(/\s+/).slice(3).join(' '))
  }

  /** The title of the window that has the keyboard. */
  async active(): Promise<string> {
    return (await this.run('xdotool', 'getactivewindow', 'getwindowname').catch(() => '')).trim()
  }

  close(): void {
    this.#started.forEach((started) => started.kill())
  }
}
