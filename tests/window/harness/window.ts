/** The real window, driven through WebKit's own driver. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { error as webdriver, Key, WebDriver, type WebElement } from 'selenium-webdriver'
import { Executor, HttpClient } from 'selenium-webdriver/http'
import type { Desk } from './desk'
import {
  answersLate,
  dragged,
  invoke,
  moment,
  type Moment,
  type Named,
  ofRole,
  still,
  type Violation,
  violations,
} from './page'
import { desktop } from './places'
import { children, type Env, freePort, isAlive, nameOf, sleep, Started, until } from './processes'
import type { User } from './user'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Characters of a picture with nothing on it, at most; a page with one line of text has more. */
const blank = 12_000

/** How late the answers of the shell come, in milliseconds; for looking for what then goes wrong. */
const late = Number(process.env['HELMLOG_LATE'] ?? 0)

/** What a thing is called: the whole accessible name, or a part of it by pattern. */
export type Name = string | RegExp

const keys: Record<string, string> = {
  Ctrl: Key.CONTROL,
  Shift: Key.SHIFT,
  Alt: Key.ALT,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Tab: Key.TAB,
  Up: Key.ARROW_UP,
  Down: Key.ARROW_DOWN,
  Left: Key.ARROW_LEFT,
  Right: Key.ARROW_RIGHT,
  Home: Key.HOME,
  End: Key.END,
  Backspace: Key.BACK_SPACE,
  Delete: Key.DELETE,
  Space: Key.SPACE,
}

export class Window {
  readonly driver: WebDriver
  readonly desk: Desk
  /** The process of the program itself. */
  readonly pid: number
  readonly #started: Started

  private constructor(driver: WebDriver, desk: Desk, started: Started) {
    this.driver = driver
    this.desk = desk
    this.#started = started
    this.pid = children(started.pid)[0] ?? 0
  }

  /** Starts the program for a user, or another one with a window, and waits for its page. */
  static async open(desk: Desk, user: User, more: Env = {}, program = desktop): Promise<Window> {
    const port = await freePort()
    const env = {
      ...desk.env,
      ...user.env,
      // The driver takes hold of the window through it.
      TAURI_WEBVIEW_AUTOMATION: 'true',
      // There is neither a graphics card nor anybody who reads aloud. Painting on an imitated card makes the
      // page wait for seconds where it has to translate something for it.
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1',
      NO_AT_BRIDGE: '1',
      GSETTINGS_BACKEND: 'memory',
      ...more,
    }
    const started = new Started('WebKitWebDriver', [`--port=${String(port)}`], env)
    try {
      await until('the driver', () => listens(port))
      const client = new HttpClient(`http://127.0.0.1:${String(port)}`)
      const driver = WebDriver.createSession(new Patient(client), {
        'webkitgtk:browserOptions': { binary: program, args: [] },
        timeouts: { script: 20_000 },
      })
      await driver.getSession()
      const window = new Window(driver, desk, started)
      await window.#delay()
      return window
    } catch (error) {
      started.kill()
      throw new Error(`${String(error)}\n${started.words}`, { cause: error })
    }
  }

  /** Looks at the page with a function of page.ts, which changes nothing. */
  async run<A extends unknown[], R>(look: (...args: A) => R, ...args: A): Promise<R> {
    try {
      return await this.driver.executeScript<R>(`return (${String(look)})(...arguments)`, ...args)
    } catch (problem) {
      // The page changed, or went, between the look and the answer.
      const gone =
        problem instanceof webdriver.StaleElementReferenceError ||
        problem instanceof webdriver.NoSuchFrameError
      if (gone) return this.run(look, ...args)
      throw problem
    }
  }

  /** As on a machine that is busy with something else, if `make late` asks for it. */
  async #delay(): Promise<void> {
    if (late > 0) await this.run(answersLate, late)
  }

  async #bring(): Promise<void> {
    await this.driver.executeScript(`if (!window.axe) { ${axeSource} }`)
  }

  async #ofRole(role: string): Promise<{ element: WebElement; name: string }[]> {
    let found = await this.run(ofRole, role)
    if (!found) {
      await this.#bring()
      found = await this.run(ofRole, role)
    }
    return (found ?? []) as (Named & { element: WebElement })[]
  }

  /** All elements of a role, or those of a name. */
  async all(role: string, name?: Name): Promise<WebElement[]> {
    return (await this.#ofRole(role)).filter((one) => fits(one.name, name)).map(({ element }) => element)
  }

  /** The names of all elements of a role. */
  async names(role: string): Promise<string[]> {
    return (await this.#ofRole(role)).map(({ name }) => name)
  }

  /** The one element of a role and a name; waits for it. The first, if there are several. */
  async find(role: string, name?: Name, patience?: number): Promise<WebElement> {
    try {
      return await until(
        `the ${role} ${String(name ?? '')}`,
        async () => (await this.all(role, name))[0],
        patience,
      )
    } catch (error) {
      throw new Error(`${String(error)} There are: ${(await this.names(role)).join(' | ')}`, { cause: error })
    }
  }

  /** The first element that a selector finds; waits for it. For what has no name of its own. */
  async shown(css: string): Promise<WebElement> {
    return until(css, async () => (await this.driver.findElements({ css }))[0])
  }

  /** Waits until there is no such element any more. */
  async gone(role: string, name?: Name): Promise<void> {
    await until(
      `the ${role} ${String(name ?? '')} to go`,
      async () => (await this.all(role, name)).length === 0,
    )
  }

  /** Presses what has a role and a name, as soon as it can be pressed: there, enabled, and in front. */
  async click(role: string, name?: Name): Promise<void> {
    await this.#press(`the ${role} ${String(name ?? '')}`, () => this.find(role, name))
  }

  /** As `click`, for the first element that a selector finds. */
  async clickShown(css: string): Promise<void> {
    await this.#press(css, () => this.shown(css))
  }

  async #press(what: string, find: () => Promise<WebElement>): Promise<void> {
    let why = ''
    const pressed = async () => {
      const element = await find()
      try {
        if (!(await element.isEnabled())) return false
        // A choice that is drawn by its label is pressed there; what can be scrolled to is in view first.
        const drawn = await this.driver.executeScript<WebElement>(
          `const drawn = arguments[0].matches('[type=radio], [type=checkbox]') ? arguments[0].closest('label') : arguments[0]
           drawn.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
           return drawn`,
          element,
        )
        await drawn.click()
        return true
      } catch (error) {
        const passing =
          error instanceof webdriver.ElementClickInterceptedError ||
          error instanceof webdriver.ElementNotInteractableError ||
          error instanceof webdriver.StaleElementReferenceError
        if (!passing) throw error
        why = String(error)
        return false
      }
    }
    await until(`${what} to be pressed`, pressed).catch((error: unknown) => {
      throw new Error(`${String(error)} ${why}`, { cause: error })
    })
  }

  /** Drags a row of a list to the place of another. */
  async drag(list: string, from: number, to: number): Promise<void> {
    await this.run(dragged, list, from, to)
  }

  /** Presses keys, together if joined: `Ctrl+k`. */
  async press(...combos: string[]): Promise<void> {
    for (const combo of combos) {
      const held = combo.split('+').map((key) => keys[key] ?? key)
      const last = held.pop() ?? ''
      const actions = this.driver.actions()
      held.forEach((key) => actions.keyDown(key))
      actions.keyDown(last).keyUp(last)
      held.reverse().forEach((key) => actions.keyUp(key))
      await actions.perform()
    }
  }

  /** Types into whatever has the keyboard. */
  async type(text: string): Promise<void> {
    await this.driver.actions().sendKeys(text).perform()
  }

  /** Types into the field of a name, after what is in it. */
  async typeInto(role: string, name: Name, text: string): Promise<void> {
    await this.click(role, name)
    await this.type(text)
  }

  /** Sets a first passphrase the way a user does; the offer of a recovery code is left open. */
  async protects(passphrase: string): Promise<void> {
    await this.go('Settings')
    await this.click('button', 'Set a passphrase')
    await this.typeInto('textbox', 'New passphrase', passphrase)
    await this.typeInto('textbox', 'The same again', passphrase)
    await this.press('Enter')
    await this.find('button', 'Not now', 30_000)
  }

  /** Looks for something from wherever one is. */
  async searches(text: string): Promise<void> {
    await this.press('Ctrl+k')
    const field = await this.find('combobox', 'Search your journal')
    await until('the field to have the keyboard', () =>
      this.driver.executeScript<boolean>('return document.activeElement === arguments[0]', field),
    )
    await this.type(text)
  }

  /** Gives a locked journal what may open it. */
  async unlocks(secret: string): Promise<void> {
    await this.find('textbox', 'Passphrase or recovery code')
    await this.type(secret)
    await this.press('Enter')
  }

  /** What a user can read in the window. */
  async words(): Promise<string> {
    return this.run(() => document.body.innerText)
  }

  /** Waits until something can be read in the window. */
  async reads(text: Name, patience?: number): Promise<void> {
    await until(`“${String(text)}” to be read`, async () => contains(await this.words(), text), patience)
  }

  /** What is in the editor, and what is said about it. */
  async moment(): Promise<Moment> {
    return this.run(moment)
  }

  /** Waits until the window says that everything in the editor is saved. */
  async saved(): Promise<Moment> {
    return until('“Saved”', async () => {
      const now = await this.moment()
      return now.mark === 'saved' ? now : undefined
    })
  }

  /** Goes to a screen by the rail. */
  async go(screen: string): Promise<void> {
    await this.click('button', new RegExp(`^${screen}\\b`))
    await until(screen, async () =>
      this.driver.executeScript<boolean>(
        'return document.querySelector("nav [aria-current=page]")?.textContent.includes(arguments[0])',
        screen,
      ),
    )
  }

  async reload(): Promise<void> {
    await this.driver.navigate().refresh()
    await this.#delay()
  }

  async resize(width: number, height: number): Promise<void> {
    // WebKit may lose its page when a window changes before it has painted.
    await this.rests()
    let asked = 0
    await until(`a width of ${String(width)}`, async () => {
      // A window that has just opened may still be on the way to its own size, and end there.
      if (Date.now() - asked > 2_000) {
        asked = Date.now()
        await this.driver
          .manage()
          .window()
          .setRect({ width, height, x: 0, y: 0 })
          .catch(() => undefined)
      }
      // In the moment in which a window changes, the driver may refuse to answer; without a page it always will.
      const now = await this.driver.executeScript<number>('return innerWidth').catch((error: unknown) => {
        if (error instanceof webdriver.NoSuchSessionError) throw error
        return NaN
      })
      return Math.abs(now - width) < 2
    })
  }

  async theme(theme: 'light' | 'dark'): Promise<void> {
    // What fades from one theme to the other begins to with the next frame; `rests` waits for it.
    await this.driver.executeAsyncScript(
      `document.documentElement.dataset.theme = arguments[0]
       requestAnimationFrame(() => requestAnimationFrame(arguments[1]))`,
      theme,
    )
  }

  /** Waits until nothing moves and nothing is awaited, so that a picture shows what stays. */
  async rests(): Promise<void> {
    let before = ''
    await until('the window to rest', async () => {
      const now = await this.run(still)
      const same = now !== '' && now === before
      before = now
      return same
    })
  }

  /**
   * What axe has against the page as it stays: a page that goes on shows for a moment what belongs to no state
   * of it, so that what a second look does not find was passing. It is written out all the same.
   * `about` leaves everything but the colours out, for a page that has been looked at in another theme.
   */
  async violations(about: 'everything' | 'colours' = 'everything'): Promise<Violation[]> {
    let found = await this.#looks(about)
    while (found.length) {
      const again = await this.#looks(about)
      if (JSON.stringify(again) === JSON.stringify(found)) return found
      console.warn(`axe, in passing: ${JSON.stringify(found, null, 2)}`)
      found = again
    }
    return found
  }

  async #looks(about: 'everything' | 'colours'): Promise<Violation[]> {
    await this.rests()
    const look = () =>
      this.driver.executeAsyncScript<Violation[] | string | null>(
        `(${String(violations)})(...arguments)`,
        about === 'colours' ? ['color-contrast', 'link-in-text-block'] : null,
      )
    let found = await look()
    if (found === null) {
      await this.#bring()
      found = await look()
    }
    if (!Array.isArray(found)) throw new Error(`axe could not look: ${String(found)}`)
    return found
  }

  /** Calls a command of the shell the way a page would. */
  async invoke(command: string, args: unknown = {}): Promise<{ ok: boolean; value: unknown }> {
    return this.driver.executeAsyncScript(`(${String(invoke)})(...arguments)`, command, args)
  }

  /** The driver waits for the next frame, and a page that stands still has none: a dot that nobody sees asks for it. */
  async #picture(): Promise<string> {
    await this.driver.executeScript(
      `const dot = document.createElement('i')
       dot.ariaHidden = 'true'
       dot.style.cssText = 'position: fixed; inset: auto 0 0 auto; width: 1px; height: 1px'
       document.documentElement.append(dot)
       let times = 0
       const blink = setInterval(() => {
         dot.style.background = times % 2 ? 'transparent' : 'rgb(0 0 0 / 0.003)'
         if (++times < 40) return
         clearInterval(blink)
         dot.remove()
       }, 25)`,
    )
    return this.driver.takeScreenshot()
  }

  /** A picture of the window. What the driver hands over may be frames old, and blank at first: two that are alike are right. */
  async screenshot(file: string): Promise<void> {
    let last = ''
    const seen = await until('a picture of the page', async () => {
      const before = last
      last = await this.#picture()
      if (last === before && last.length > blank) return last
      await sleep(100)
      return undefined
    })
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, Buffer.from(seen, 'base64'))
  }

  /** Closes the window the way a user does, and waits until the program has ended. */
  async close(): Promise<void> {
    await this.desk.run('wmctrl', '-F', '-c', await this.title())
    await this.ended()
    this.#started.kill()
  }

  async title(): Promise<string> {
    return (await this.desk.windows()).find((title) => title.includes('Helmlog')) ?? 'Helmlog'
  }

  /** The process that the page lives in. */
  get page(): number | undefined {
    return children(this.pid).find((pid) => isAlive(pid) && nameOf(pid) === 'WebKitWebProces')
  }

  /** Waits until the program has ended by itself. */
  async ended(patience = 10_000): Promise<void> {
    await until('the program to end', () => !isAlive(this.pid), patience)
  }

  /** Pulls the plug: the program and everything it has started are gone at once. */
  kill(): void {
    this.#started.kill()
  }

  get alive(): boolean {
    return isAlive(this.pid)
  }
}

function fits(name: string, wanted?: Name): boolean {
  if (wanted === undefined) return true
  return typeof wanted === 'string' ? name === wanted : wanted.test(name)
}

function contains(text: string, wanted: Name): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const say = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('connect', say(true)).on('error', say(false))
  })
}

/** Gives up on what hangs: a window that does not answer must not keep the tests waiting for ever. */
async function within<T>(ms: number, promise: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(otherwise))
    }, ms)
  })
  return Promise.race([promise, late]).finally(() => {
    clearTimeout(timer)
  })
}

class Patient extends Executor {
  override execute(command: { getName(): string }): Promise<unknown> {
    return within(30_000, super.execute(command) as Promise<unknown>, `No answer to ${command.getName()}.`)
  }
}
