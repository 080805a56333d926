/**
 * Keyboard shortcuts, written as `mod+k`, `mod+shift+e`, `alt+left`, `escape`, `/`.
 * `mod` is Ctrl, and Cmd on macOS.
 */
export interface Combo {
  mod: boolean
  shift: boolean
  alt: boolean
  key: string
}

export type Handler = (event: KeyboardEvent) => void

const named: Record<string, string> = {
  left: 'arrowleft',
  right: 'arrowright',
  up: 'arrowup',
  down: 'arrowdown',
  esc: 'escape',
  space: ' ',
  plus: '+',
}

export function isMac(platform: string = globalThis.navigator?.platform ?? ''): boolean {
  return /^(mac|iphone|ipad)/i.test(platform)
}

export function isLinux(platform: string = globalThis.navigator?.platform ?? ''): boolean {
  return platform.startsWith('Linux')
}

export function parseCombo(text: string): Combo {
  const parts = text.toLowerCase().split('+')
  const last = parts.pop() ?? ''
  const known = new Set(['mod', 'shift', 'alt'])
  if (last === '' || parts.some((part) => !known.has(part))) throw new Error(`Not a shortcut: ${text}`)
  return {
    mod: parts.includes('mod'),
    shift: parts.includes('shift'),
    alt: parts.includes('alt'),
    key: named[last] ?? last,
  }
}

function keyMatches(event: KeyboardEvent, key: string): boolean {
  const pressed = event.key.toLowerCase()
  if (pressed === key) return true
  // Where the layout writes another sign on that key (Ctrl with a Cyrillic letter, digits behind Shift),
  // the place of the key counts.
  if (/^[0-9]$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`
  if (/^[a-z]$/.test(key) && !/^[a-z]$/.test(pressed)) return event.code === `Key${key.toUpperCase()}`
  return false
}

export function matches(event: KeyboardEvent, combo: Combo, mac: boolean = isMac()): boolean {
  if (event.isComposing) return false
  const mod = mac ? event.metaKey : event.ctrlKey
  const other = mac ? event.ctrlKey : event.metaKey
  if (mod !== combo.mod || other || event.altKey !== combo.alt) return false
  // Signs such as "?" need Shift on some layouts and not on others; for them Shift is free unless asked for.
  const sign = combo.key.length === 1 && !/[a-z0-9 ]/.test(combo.key)
  if (event.shiftKey !== combo.shift && !(sign && !combo.shift)) return false
  return keyMatches(event, combo.key)
}

const shown: Record<string, string> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  escape: 'Esc',
  enter: 'Enter',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Del',
  ' ': 'Space',
}

/** How the shortcut is written on a key hint: "Ctrl K", "⌘K". */
export function comboLabel(text: string, mac: boolean = isMac()): string {
  const combo = parseCombo(text)
  const key = shown[combo.key] ?? combo.key.toUpperCase()
  if (mac) return `${combo.alt ? '⌥' : ''}${combo.shift ? '⇧' : ''}${combo.mod ? '⌘' : ''}${key}`
  return [combo.mod && 'Ctrl', combo.alt && 'Alt', combo.shift && 'Shift', key].filter(Boolean).join(' ')
}

/** The form that assistive technology reads (`aria-keyshortcuts`). */
export function comboAria(text: string, mac: boolean = isMac()): string {
  const combo = parseCombo(text)
  const key = combo.key.startsWith('arrow')
    ? `Arrow${combo.key.charAt(5).toUpperCase()}${combo.key.slice(6)}`
    : combo.key === ' '
      ? 'Space'
      : combo.key.length > 1
        ? combo.key.charAt(0).toUpperCase() + combo.key.slice(1)
        : combo.key.toUpperCase()
  return [combo.mod && (mac ? 'Meta' : 'Control'), combo.alt && 'Alt', combo.shift && 'Shift', key]
    .filter(Boolean)
    .join('+')
}

/** Whether somebody writes there. */
export function writing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [contenteditable]'))
  )
}

export class Shortcuts {
  #bindings: { combo: Combo; handler: Handler }[] = []
  #mac: boolean

  constructor(mac: boolean = isMac()) {
    this.#mac = mac
  }

  /** The one added last wins; the returned function takes it away again. */
  add(text: string, handler: Handler): () => void {
    const binding = { combo: parseCombo(text), handler }
    this.#bindings.push(binding)
    return () => {
      this.#bindings = this.#bindings.filter((kept) => kept !== binding)
    }
  }

  /** Several at once, for an `$effect` or `onMount`. */
  addAll(bindings: Record<string, Handler>): () => void {
    const removals = Object.entries(bindings).map(([text, handler]) => this.add(text, handler))
    return () => removals.forEach((remove) => remove())
  }

  handle(event: KeyboardEvent): boolean {
    if (event.defaultPrevented) return false
    for (const { combo, handler } of this.#bindings.toReversed()) {
      if (!matches(event, combo, this.#mac)) continue
      // A plain key belongs to the text while someone writes.
      if (!combo.mod && !combo.alt && combo.key !== 'escape' && writing(event.target)) continue
      event.preventDefault()
      handler(event)
      return true
    }
    return false
  }

  listen(target: Window = window): () => void {
    const on = (event: KeyboardEvent) => void this.handle(event)
    target.addEventListener('keydown', on)
    return () => target.removeEventListener('keydown', on)
  }
}

export const shortcuts = new Shortcuts()
