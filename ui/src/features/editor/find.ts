import { openSearchPanel, search, searchKeymap } from '@codemirror/search'
import { StateEffect } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'

const look = EditorView.theme({
  '.cm-panels': { background: 'none', color: 'var(--ink-2)', border: '0', zIndex: '2' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px',
    border: '1px solid var(--rule-2)',
    borderRadius: 'var(--radius)',
    margin: '0 0 var(--space-3)',
    padding: '6px 34px 6px 8px',
    background: 'var(--raised)',
    font: '400 var(--size-note) / 20px var(--sans)',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': { display: 'flex', alignItems: 'center', gap: '4px', fontSize: 'inherit' },
  '.cm-panel.cm-search [name=close]': {
    top: '6px',
    right: '8px',
    width: '24px',
    height: '24px',
    fontSize: '18px',
  },
  '.cm-textfield': {
    border: '1px solid var(--rule-3)',
    borderRadius: '5px',
    margin: '0',
    padding: '2px 6px',
    background: 'var(--paper)',
    color: 'var(--ink)',
    fontSize: 'inherit',
  },
  '.cm-button': {
    border: '1px solid var(--rule-2)',
    borderRadius: '5px',
    margin: '0',
    padding: '2px 8px',
    background: 'none',
    color: 'var(--ink)',
    fontSize: 'inherit',
  },
  '.cm-searchMatch': { background: 'var(--mark)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--brass)' },
})

/** What the editor needs once before its find panel can open. */
const findSupport = StateEffect.appendConfig.of([search({ top: true }), keymap.of(searchKeymap), look])

/** Find and replace in one entry; loaded when it is asked for. */
export function openFind(view: EditorView, supported: boolean): void {
  if (!supported) view.dispatch({ effects: findSupport })
  openSearchPanel(view)
}
