import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { HighlightStyle, syntaxHighlighting, syntaxTree } from '@codemirror/language'
import { markdown, markdownLanguage } from '@codemirror/lang-markdown'
import { type Extension, type Range, RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  keymap,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'

const style = HighlightStyle.define([
  { tag: [tags.heading1, tags.heading2], fontWeight: '600', fontSize: '1.16em', letterSpacing: '-0.01em' },
  { tag: [tags.heading3, tags.heading4, tags.heading5, tags.heading6], fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.strikethrough, textDecoration: 'line-through', color: 'var(--ink-3)' },
  { tag: tags.quote, color: 'var(--ink-2)' },
  { tag: tags.monospace, fontFamily: 'var(--mono)', fontSize: '0.84em' },
  {
    tag: tags.link,
    textDecoration: 'underline',
    textDecorationThickness: '1px',
    textUnderlineOffset: '0.18em',
  },
  { tag: [tags.url, tags.labelName], color: 'var(--ink-3)', textDecoration: 'none' },
  { tag: [tags.contentSeparator, tags.escape], color: 'var(--ink-3)' },
  // The signs of Markdown itself: #, *, -, >, brackets.
  {
    tag: tags.processingInstruction,
    color: 'var(--ink-3)',
    fontWeight: '400',
    fontStyle: 'normal',
    textDecoration: 'none',
  },
])

const quote = Decoration.line({ class: 'cm-quote' })
const code = Decoration.line({ class: 'cm-code' })
const separator = Decoration.line({ class: 'cm-separator' })

/** Lines of quotes and code blocks get a class; list items hang on their first word. */
class Lines {
  decorations: DecorationSet
  #font = ''
  #widths = new Map<string, number>()
  #pen = document.createElement('canvas').getContext('2d')

  constructor(view: EditorView) {
    this.decorations = this.#draw(view)
  }

  update(update: ViewUpdate): void {
    const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
    if (update.docChanged || update.viewportChanged || update.geometryChanged || parsed) {
      this.decorations = this.#draw(update.view)
    }
  }

  #width(view: EditorView, text: string): number {
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(view.contentDOM)
    const font = `${fontWeight} ${fontSize} ${fontFamily}`
    if (font !== this.#font) {
      this.#font = font
      this.#widths.clear()
    }
    let width = this.#widths.get(text)
    if (width === undefined) {
      if (this.#pen) this.#pen.font = font
      width = this.#pen?.measureText(text).width ?? text.length * 9
      this.#widths.set(text, width)
    }
    return width
  }

  #draw(view: EditorView): DecorationSet {
    const { doc } = view.state
    const found: Range<Decoration>[] = []
    for (const { from, to } of view.visibleRanges) {
      syntaxTree(view.state).iterate({
        from,
        to,
        enter: (node) => {
          const every = node.name === 'Blockquote' ? quote : node.name.endsWith('Code') ? code : undefined
          if (every && node.name !== 'InlineCode') {
            let line = doc.lineAt(Math.max(node.from, from))
            while (line.from < Math.min(node.to, to) || line.from === node.from) {
              found.push(every.range(line.from))
              if (line.number === doc.lines) break
              line = doc.line(line.number + 1)
            }
          } else if (node.name === 'HorizontalRule') {
            found.push(separator.range(doc.lineAt(node.from).from))
          } else if (node.name === 'ListMark') {
            const line = doc.lineAt(node.from)
            const lead = /^\s*(?:[-*+]|\d+[.)])(?:\s+\[[ xX]\])?\s*/.exec(line.text)?.[0]
            if (lead) {
              const width = this.#width(view, lead)
              const hang = `padding-inline-start:${width}px;text-indent:-${width}px`
              found.push(Decoration.line({ attributes: { style: hang } }).range(line.from))
            }
          }
        },
      })
    }
    found.sort((a, b) => a.from - b.from)
    const set = new RangeSetBuilder<Decoration>()
    for (const { from, value } of found) set.add(from, from, value)
    return set.finish()
  }
}

/** Markdown as it is written here: no underlined headings, since a line of dashes begins a list. */
export function writing(): Extension {
  return [
    history(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    markdown({
      base: markdownLanguage,
      completeHTMLTags: false,
      pasteURLAsLink: true,
      extensions: { remove: ['SetextHeading', 'Subscript', 'Superscript', 'Emoji'] },
    }),
    syntaxHighlighting(style),
    ViewPlugin.fromClass(Lines, { decorations: (lines) => lines.decorations }),
  ]
}
