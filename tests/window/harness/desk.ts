/** A screen of its own, with a session bus and a window manager, so that nobody's desktop is touched. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Env, isAlive, sleep, Started, until } from './processes'

const run = promisify(execFile)

export class Desk {
  readonly env: Env
  readonly #started: Started[]

  private constructor(env: Env, started: Started[]) {
    this.env = env
    this.#started = started
  }

  static async open(): Promise<Desk> {
    const path: Env = {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      HOME: '/nonexistent',
    }
    const started: Started[] = []
    const start = (env: Env, command: string, ...args: string[]) => {
      const one = new Started(command, args, env)
      started.unshift(one)
      return one
    }
    try {
      const screen = start(
        path,
        'Xvfb',
        '-displayfd',
        '1',
        '-screen',
        '0',
        '1440x1000x24',
        '-nolisten',
        'tcp',
        // It would begin anew whenever the last program has left it, and turn the next one away.
        '-noreset',
      )
      const bus = start(path, 'dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address=1')
      const env = {
        ...path,
        DISPLAY: `:${await screen.line()}`,
        DBUS_SESSION_BUS_ADDRESS: await bus.line(),
      }
      let manager = start(env, 'openbox', '--sm-disable')
      const desk = new Desk(env, started)
      await until('the window manager', () => {
        // On a busy machine the screen may have named itself before it let anybody in.
        if (!isAlive(manager.pid)) manager = start(env, 'openbox', '--sm-disable')
        return desk.run('wmctrl', '-m').catch(() => '')
      })
      return desk
    } catch (error) {
      started.forEach((one) => one.kill())
      throw new Error(`${String(error)}\n${started.map(({ words }) => words).join('\n')}`, { cause: error })
    }
  }

  /** Runs a small tool on this screen, and returns what it printed. */
  async run(command: string, ...args: string[]): Promise<string> {
    return (await run(command, args, { env: this.env })).stdout
  }

  /** Another bus, as the one of the system; returns its address. */
  async bus(): Promise<string> {
    const bus = new Started(
      'dbus-daemon',
      ['--session', '--nofork', '--nopidfile', '--print-address=1'],
      this.env,
    )
    this.#started.unshift(bus)
    return bus.line()
  }

  /** Says something on a bus, as the system or the desktop would. */
  async signal(name: string, flag: boolean, bus = this.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''): Promise<void> {
    const path = `/${name.split('.').slice(0, -1).join('/')}`
    await this.run('dbus-send', `--bus=${bus}`, '--type=signal', path, name, `boolean:${String(flag)}`)
  }

  /** The titles of the windows that are up. */
  async windows(): Promise<string[]> {
    const lines = (await this.run('wmctrl', '-l')).split('\n').filter(Boolean)
    return lines.map((line) => line.split(/\s+/).slice(3).join(' '))
  }

  /** Chooses a file in the system's own dialog, as somebody who types where it is. */
  async chooseFile(title: string, path: string): Promise<void> {
    await until('the dialog', async () => (await this.active()) === title)
    await until('the dialog to be gone', async () => {
      // Opens the line for a path, which takes a moment to be there; a busy machine may lose some of it.
      await this.run('xdotool', 'key', 'ctrl+l', 'ctrl+a')
      await sleep(200)
      await this.run('xdotool', 'type', '--delay', '20', path)
      await sleep(200)
      await this.run('xdotool', 'key', 'Return')
      await sleep(600)
      return !(await this.windows()).includes(title)
    })
  }

  /** The title of the window that has the keyboard. */
  async active(): Promise<string> {
    return (await this.run('xdotool', 'getactivewindow', 'getwindowname').catch(() => '')).trim()
  }

  close(): void {
    this.#started.forEach((started) => started.kill())
  }
}
