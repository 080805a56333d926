import { EditorView } from '@codemirror/view'
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import MarkdownEditor from './MarkdownEditor.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

interface Editor extends Record<string, unknown> {
  getText(): string
  setText(text: string): void
}

function open(value = '') {
  const onchange = vi.fn<(text: string) => void>()
  const onpause = vi.fn<(text: string) => void>()
  const oncommit = vi.fn<(text: string) => void>()
  const props = { label: 'Entry', value, onchange, onpause, oncommit }
  const editor = mount(MarkdownEditor, { target: document.body, props }) as Editor
  flushSync()
  const content = document.querySelector<HTMLElement>('.cm-content')
  const view = content && EditorView.findFromDOM(content)
  if (!content || !view) throw new Error('no editor')
  const type = (text: string) => view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.type' })
  return { editor, content, type, onchange, onpause, oncommit }
}

describe('editor', () => {
  it('is labelled and checks spelling', () => {
    const { content } = open()
    expect(content.getAttribute('aria-label')).toBe('Entry')
    expect(content.getAttribute('spellcheck')).toBe('true')
  })

  it('keeps what is typed as it is', () => {
    const text = '  two  spaces \n\n\ttab\u00a0and e\u0301 🚀 \n- \n'
    expect(open(text).editor.getText()).toBe(text)
  })

  it('reports changes at once and pauses later', () => {
    const { type, onchange, onpause } = open()
    type('a')
    expect(onchange).toHaveBeenLastCalledWith('a')
    expect(onpause).not.toHaveBeenCalled()
    vi.advanceTimersByTime(500)
    expect(onpause.mock.calls).toEqual([['a']])
  })

  it('reports at once when the focus leaves, and only once', () => {
    const { type, content, onpause } = open()
    content.dispatchEvent(new FocusEvent('blur'))
    expect(onpause).not.toHaveBeenCalled()
    type('a')
    content.dispatchEvent(new FocusEvent('blur'))
    vi.advanceTimersByTime(5000)
    expect(onpause.mock.calls).toEqual([['a']])
  })

  it('reports the old text before another one takes its place, and not the new one', () => {
    const { editor, type, onpause, onchange } = open()
    type('old')
    editor.setText('new')
    vi.advanceTimersByTime(5000)
    expect(onpause.mock.calls).toEqual([['old']])
    expect(onchange).toHaveBeenCalledTimes(1)
    expect(editor.getText()).toBe('new')
  })

  it('reports what is waiting when it goes away', () => {
    const { editor, type, onpause } = open()
    type('last words')
    void unmount(editor)
    expect(onpause.mock.calls).toEqual([['last words']])
  })

  it('reports, then commits, on Mod-Enter', () => {
    const { content, type, onpause, oncommit } = open()
    type('done')
    content.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
    )
    expect(onpause.mock.calls).toEqual([['done']])
    expect(oncommit.mock.calls).toEqual([['done']])
  })
})
