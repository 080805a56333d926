import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Content, Reading } from '../../boundary'
import { toasts } from '../../elements/toasts.svelte'
import { rest, shell } from '../../testing'
import { shortcuts } from '../../shortcuts'
import { blank } from '../entry/content'
import EntryPane from './EntryPane.svelte'

interface Args {
  id: string
  content: Content
}

let words: Record<string, string>
let written: { id: string; body: string | undefined; starred: boolean | undefined }[]
let trashed: string[]
/** What is answered only when it is opened, by the entry asked for. */
let gates: Record<string, Promise<void>>
let end = () => {}

const read = (id: string): Reading => ({
  entry: {
    ...blank('2026-11-23'),
    body: words[id] ?? '',
    id,
    language: null,
    written_later: false,
    created: '2026-11-23T09:00:00Z',
    modified: '2026-11-23T09:00:00Z',
    trashed: null,
    sample: false,
    attachments: [],
  },
  html: `<p>${words[id] ?? ''}</p>`,
  private_html: '',
  related: [],
  learnt_from: null,
})

const answers: Record<string, (args: Args) => unknown> = {
  entry: async ({ id }) => {
    const found = read(id)
    await gates[id]
    return found
  },
  save_entry: ({ id, content }) => {
    written.push({ id, body: content.body, starred: content.starred })
    return { id, revision: 'r', at: '2026-11-23T09:41:00.000Z' }
  },
  trash_entry: async ({ id }) => {
    trashed.push(id)
    await gates['trash']
    return null
  },
  alike: () => [],
  counts_for: () => [],
}

beforeEach(() => {
  words = { a: 'The first one', b: 'The second one' }
  written = []
  trashed = []
  gates = {}
  shell(answers)
})

afterEach(() => {
  end()
  toasts.list.forEach(({ id }) => toasts.close(id))
  document.body.replaceChildren()
})

function gate(): { wait: Promise<void>; open: () => void } {
  let open = () => {}
  const wait = new Promise<void>((resolve) => (open = resolve))
  return { wait, open }
}

async function show() {
  const ontrashed = vi.fn<(id: string) => void>()
  const props = $state({
    id: 'a',
    mode: 'read' as const,
    readOnly: false,
    onmode: () => undefined,
    onopen: () => undefined,
    onfilter: () => undefined,
    onchanged: () => undefined,
    ontrashed,
    onclose: () => undefined,
    onlesson: () => undefined,
  })
  const pane = mount(EntryPane, { target: document.body, props })
  end = () => void unmount(pane)
  await rest()
  return { props, ontrashed }
}

const page = () => document.body.textContent.replace(/\s+/g, ' ')

function press(key: string, repeat = false) {
  shortcuts.handle(new KeyboardEvent('keydown', { key, repeat, cancelable: true }))
  flushSync()
}

it('marks no entry with the words of another one that is still on the way out', async () => {
  const { props } = await show()
  const { wait, open } = gate()
  gates['b'] = wait
  props.id = 'b'
  await rest()
  press('s')
  await rest()
  expect(written).toEqual([])
  open()
  await rest()
  press('s')
  await rest()
  expect(written).toEqual([{ id: 'b', body: 'The second one', starred: true }])
})

it('shows an entry that it comes back to as it is by now', async () => {
  const { props } = await show()
  expect(page()).toContain('The first one')
  words['a'] = 'The first one, and more'
  const { wait, open } = gate()
  gates = { a: wait, b: wait }
  props.id = 'b'
  await rest()
  props.id = 'a'
  await rest()
  expect(page()).not.toContain('The first one')
  open()
  await rest()
  expect(page()).toContain('The first one, and more')
})

it('throws away the one that was open at the key, once', async () => {
  const { props, ontrashed } = await show()
  const { wait, open } = gate()
  gates['trash'] = wait
  press('Delete')
  press('Delete')
  props.id = 'b'
  await rest()
  open()
  await rest()
  press('Delete', true)
  await rest()
  expect(trashed).toEqual(['a'])
  expect(ontrashed.mock.calls).toEqual([['a']])
})
