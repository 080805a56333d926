import { mount, unmount } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'
import { rest, shell } from '../../testing'
import EntryFinder from './EntryFinder.svelte'

let end = () => {}
afterEach(() => end())

it('waits with Enter for the answer to what was typed', async () => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const line = { id: 'newest', kind: 'win', title: 'Newest', excerpt: '', on: '2026-11-23' }
  const hit = { id: 'promise', kind: 'lesson', title: 'Never promise', snippet: '', on: '2026-11-20' }
  shell({ list: () => ({ lines: [line] }), search: () => gate.then(() => ({ hits: [hit] })) })
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
