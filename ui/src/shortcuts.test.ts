import { describe, expect, it, vi } from 'vitest'
import { comboAria, comboLabel, isLinux, isMac, matches, parseCombo, Shortcuts } from './shortcuts'

const press = (key: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...init })

describe('combos', () => {
  it('are read', () => {
    expect(parseCombo('Mod+Shift+K')).toEqual({ mod: true, shift: true, alt: false, key: 'k' })
    expect(parseCombo('alt+left').key).toBe('arrowleft')
    expect(parseCombo('mod+,').key).toBe(',')
    expect(() => parseCombo('hyper+k')).toThrow()
    expect(() => parseCombo('mod+')).toThrow()
  })

  it('are shown as each system writes them', () => {
    expect(comboLabel('mod+k', false)).toBe('Ctrl K')
    expect(comboLabel('mod+shift+e', false)).toBe('Ctrl Shift E')
    expect(comboLabel('mod+k', true)).toBe('⌘K')
    expect(comboLabel('up', false)).toBe('↑')
    expect(comboLabel('tab', false)).toBe('Tab')
    expect(comboAria('mod+1', false)).toBe('Control+1')
    expect(comboAria('mod+,', true)).toBe('Meta+,')
    expect(comboAria('alt+left', false)).toBe('Alt+ArrowLeft')
  })

  it('know the system', () => {
    expect(isMac('MacIntel')).toBe(true)
    expect(isMac('Linux x86_64')).toBe(false)
    expect(isMac('Win32')).toBe(false)
    expect(isLinux('Linux x86_64')).toBe(true)
    expect(isLinux('MacIntel')).toBe(false)
  })
})

describe('matching', () => {
  const k = parseCombo('mod+k')

  it('takes Ctrl, and Cmd on macOS', () => {
    expect(matches(press('k', { ctrlKey: true }), k, false)).toBe(true)
    expect(matches(press('k', { metaKey: true }), k, false)).toBe(false)
    expect(matches(press('k', { metaKey: true }), k, true)).toBe(true)
    expect(matches(press('k', { ctrlKey: true }), k, true)).toBe(false)
  })

  it('wants exactly the keys it names', () => {
    expect(matches(press('K', { ctrlKey: true, shiftKey: true }), k, false)).toBe(false)
    expect(matches(press('k', { ctrlKey: true, altKey: true }), k, false)).toBe(false)
    expect(matches(press('k'), k, false)).toBe(false)
  })

  it('works on other layouts', () => {
    expect(matches(press('л', { ctrlKey: true, code: 'KeyK' }), k, false)).toBe(true)
    expect(matches(press('&', { ctrlKey: true, code: 'Digit1' }), parseCombo('mod+1'), false)).toBe(true)
    // On Dvorak the key in K's place writes T: what it writes counts.
    expect(matches(press('t', { ctrlKey: true, code: 'KeyK' }), k, false)).toBe(false)
    expect(matches(press('?', { shiftKey: true }), parseCombo('?'), false)).toBe(true)
  })

  it('leaves composing alone', () => {
    expect(matches(press('k', { ctrlKey: true, isComposing: true }), k, false)).toBe(false)
  })
})

describe('shortcuts', () => {
  it('the last one added wins until it is taken away', () => {
    const shortcuts = new Shortcuts(false)
    const first = vi.fn()
    const second = vi.fn()
    shortcuts.add('escape', first)
    const remove = shortcuts.add('escape', second)
    expect(shortcuts.handle(press('Escape'))).toBe(true)
    remove()
    shortcuts.handle(press('Escape'))
    expect(second).toHaveBeenCalledTimes(1)
    expect(first).toHaveBeenCalledTimes(1)
  })

  it('keeps plain keys for the text, but not combined ones', () => {
    const shortcuts = new Shortcuts(false)
    const slash = vi.fn()
    const search = vi.fn()
    shortcuts.addAll({ '/': slash, 'mod+k': search })
    const stop = shortcuts.listen(window)
    const input = document.body.appendChild(document.createElement('input'))
    input.dispatchEvent(press('/'))
    input.dispatchEvent(press('k', { ctrlKey: true }))
    document.body.dispatchEvent(press('/'))
    expect(slash).toHaveBeenCalledTimes(1)
    expect(search).toHaveBeenCalledTimes(1)
    stop()
    document.body.dispatchEvent(press('/'))
    expect(slash).toHaveBeenCalledTimes(1)
    input.remove()
  })

  it('leaves alone what was handled already and what nobody bound', () => {
    const shortcuts = new Shortcuts(false)
    shortcuts.add('escape', vi.fn())
    const handled = press('Escape')
    handled.preventDefault()
    expect(shortcuts.handle(handled)).toBe(false)
    const other = press('a', { ctrlKey: true })
    expect(shortcuts.handle(other)).toBe(false)
    expect(other.defaultPrevented).toBe(false)
  })
})
