import { flushSync, mount, unmount } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'
import EntryFinder from './EntryFinder.svelte'

let end = () => {}
afterEach(() => end())

/** Until everything that was answered is on the screen. */
async function rest() {
  for (let i = 0; i < 40; i++) await Promise.resolve()
  flushSync()
}

it('waits with Enter for the answer to what was typed', async () => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const line = { id: 'newest', kind: 'win', title: 'Newest', excerpt: '', on: '2026-11-23' }
  const hit = { id: 'promise', kind: 'lesson', title: 'Never promise', snippet: '', on: '2026-11-20' }
  const answers: Record<string, () => unknown> = {
    list: () => ({ lines: [line] }),
    search: () => gate.then(() => ({ hits: [hit] })),
  }
  const invoke = async (command: string) => answers[command]?.() ?? null
  Object.assign(window, { __TAURI_INTERNALS__: { invoke } })
  const onpick = vi.fn<(found: { id: string }) => void>()
  const finder = mount(EntryFinder, { target: document.body, props: { taken: [], onpick } })
  end = () => void unmount(finder)
  await rest()
  const field = document.querySelector('input')
  if (!field) throw new Error('There is no field.')
  field.value = 'promise'
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  await rest()
  expect(onpick).not.toHaveBeenCalled()
  open()
  await rest()
  expect(onpick.mock.calls.map(([{ id }]) => id)).toEqual(['promise'])
})
