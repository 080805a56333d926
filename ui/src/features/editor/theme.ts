import { EditorView } from '@codemirror/view'

/** Colours and sizes come from the page's tokens, so one theme serves light and dark. */
export const theme = EditorView.theme({
  '&': {
    maxWidth: 'var(--measure)',
    background: 'none',
    color: 'var(--ink)',
    fontFamily: 'var(--serif)',
    fontSize: 'var(--size-editor)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'inherit',
    lineHeight: 'var(--leading-text)',
    overflow: 'visible',
  },
  '.cm-content': {
    minHeight: 'calc(var(--min-rows, 1) * 1em * var(--leading-text))',
    padding: '0',
    caretColor: 'var(--brass)',
  },
  '.cm-line': { padding: '0' },
  '.cm-cursor, .cm-dropCursor': {
    marginLeft: '-1px',
    borderLeft: '2px solid var(--brass)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--selection)',
  },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-quote': {
    borderLeft: '2px solid var(--rule-2)',
    paddingLeft: '14px',
    color: 'var(--ink-2)',
  },
  '.cm-code': {
    padding: '0 12px',
    background: 'var(--rail)',
    fontFamily: 'var(--mono)',
    fontSize: '0.84em',
  },
  '.cm-code > span': { fontSize: '1em' },
  '.cm-separator': { color: 'var(--ink-3)' },
})
