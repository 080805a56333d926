/**
 * What is run inside the page. Each function is sent there as text, so it may use nothing from outside but
 * axe, which knows roles and accessible names the way assistive technology does.
 */
import type * as Axe from 'axe-core'

interface Tree {
  setup: (root: Element) => unknown
  teardown: () => void
  utils: { getNodeFromTree: (element: Element) => unknown }
  commons: {
    aria: { getRole: (element: Element) => string | null }
    dom: { isVisibleToScreenReaders: (node: unknown) => boolean }
    text: { accessibleTextVirtual: (node: unknown) => string }
  }
}

declare global {
  interface Window {
    axe?: typeof Axe & Tree
    __pwned?: unknown
    __TAURI_INTERNALS__: { invoke: (command: string, args?: unknown) => Promise<unknown> }
  }
}

export interface Named {
  element: unknown
  name: string
}

/** The elements of a role that are there for assistive technology, with their names; null without axe. */
export function ofRole(role: string): Named[] | null {
  const axe = window.axe
  if (!axe) return null
  axe.setup(document.documentElement)
  try {
    const found: Named[] = []
    for (const element of document.querySelectorAll('body *')) {
      if (axe.commons.aria.getRole(element) !== role) continue
      const node = axe.utils.getNodeFromTree(element)
      if (!axe.commons.dom.isVisibleToScreenReaders(node)) continue
      found.push({ element, name: axe.commons.text.accessibleTextVirtual(node).replace(/\s+/g, ' ').trim() })
    }
    return found
  } finally {
    axe.teardown()
  }
}

export interface Violation {
  rule: string
  help: string
  where: string[]
}

/**
 * Everything axe finds against WCAG 2.2 AA and its own good practices; null without axe. It looks at the page
 * as it comes to rest: a view under load can stay half-way between two colours for as long as anybody looks.
 * `only` names the rules to try, all without it.
 */
export function violations(only: string[] | null, done: (found: Violation[] | string | null) => void): void {
  const axe = window.axe
  if (!axe) {
    done(null)
    return
  }
  const before = document.adoptedStyleSheets
  const rest = new CSSStyleSheet()
  rest.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }')
  document.adoptedStyleSheets = [...before, rest]
  axe.run(document, { resultTypes: ['violations'], ...(only && { runOnly: only }) }).then(
    (results) => {
      document.adoptedStyleSheets = before
      done(
        results.violations.map(({ id, help, nodes }) => ({
          rule: id,
          help,
          where: nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
        })),
      )
    },
    (error: unknown) => {
      document.adoptedStyleSheets = before
      done(String(error))
    },
  )
}

/** The page as it is, once nothing in view moves and nothing is awaited; '' before. */
export function still(): string {
  const inView = (element: Element | null | undefined) => {
    const box = element?.getBoundingClientRect()
    return box ? box.bottom > 0 && box.top < innerHeight && box.width > 0 : false
  }
  const moves = document.getAnimations().some((one) => {
    const target = one.effect instanceof KeyframeEffect ? one.effect.target : null
    // What glides from one state to the next comes to rest by itself, wherever it is.
    return one.playState === 'running' && (one instanceof CSSTransition || inView(target))
  })
  const awaited = [...document.querySelectorAll('[aria-busy=true]')].some(inView)
  return moves || awaited ? '' : document.body.innerHTML
}

/** What the page shows at one moment: the words in the editor and what is said about them. */
export interface Moment {
  text: string
  mark: 'none' | 'saving' | 'saved' | 'failed'
}

export function moment(): Moment {
  const lines = [...document.querySelectorAll('.cm-content .cm-line')].map((line) =>
    // An empty editor shows what may be written there.
    line.querySelector('.cm-placeholder') ? '' : line.textContent,
  )
  const mark = document.querySelector('.saved')
  const state = (['saving', 'saved', 'failed'] as const).find((name) =>
    name === 'saved'
      ? /^Saved/.test(mark?.querySelector('[aria-live]')?.textContent ?? '')
      : mark?.classList.contains(name),
  )
  return { text: lines.join('\n'), mark: state ?? 'none' }
}

/**
 * Drags one row of a list onto the upper half of another. The driver moves no pointer through a drag of the system, so
 * the page hears what it would hear.
 */
export function dragged(list: string, from: number, to: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(`${list} > li`)]
  const top = rows[to]?.getBoundingClientRect().top ?? 0
  const event = (type: string) =>
    new DragEvent(type, {
      bubbles: true,
      cancelable: true,
      clientY: top + 2,
      dataTransfer: new DataTransfer(),
    })
  rows[from]?.querySelector('[draggable]')?.dispatchEvent(event('dragstart'))
  rows[to]?.dispatchEvent(event('dragover'))
  rows[to]?.dispatchEvent(event('drop'))
}

/**
 * From now on the answers of the shell come `about` milliseconds late, by half of that more or less: what was asked
 * for first is not always answered first.
 */
export function answersLate(about: number): void {
  const real = window.fetch
  window.fetch = async (...request) => {
    const answer = await real(...request)
    await new Promise((done) => setTimeout(done, about * (0.5 + Math.random())))
    return answer
  }
}

/** What a command of the shell answers, or the words with which it refuses. */
export function invoke(
  command: string,
  args: unknown,
  done: (answer: { ok: boolean; value: unknown }) => void,
): void {
  window.__TAURI_INTERNALS__.invoke(command, args).then(
    (value) => {
      done({ ok: true, value })
    },
    (error: unknown) => {
      done({ ok: false, value: error instanceof Error ? error.message : error })
    },
  )
}
