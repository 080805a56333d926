import { flushSync, mount, tick, unmount } from 'svelte'
import { expect, test, vi } from 'vitest'
import type { Passage, Reference } from '../../boundary'
import StoryPart from './StoryPart.svelte'

vi.mock('../../boundary', async (actual) => ({
  ...(await actual<object>()),
  onClosing: () => () => undefined,
}))

const reference = (number: number, id: string): Reference => ({
  number,
  id,
  on: '2026-11-27',
  month_only: false,
  kind: 'win',
  title: id,
  written_later: false,
})
const told = (text: string, refs: number[]): Passage => ({ sort: 'told', text, by: '', refs })

test('numbers mean what they meant when the text was opened, whatever has become of them since', async () => {
  const kept: unknown[] = []
  const props = $state({
    part: { heading: 'Context', passages: [told('It held.', [2])], edited: false },
    references: [reference(1, 'a'), reference(2, 'b')],
    readOnly: false,
    onentry: () => undefined,
    onwrite: (text: string | null, numbered: readonly string[]) => {
      kept.push([text, [...numbered]])
      return Promise.resolve()
    },
  })
  const part = mount(StoryPart, { target: document.body, props })
  await part.write()
  await tick()
  const area = document.querySelector('textarea')
  if (!area) throw new Error('nothing to write in')
  expect(area.value).toBe('It held. [E2]')
  // Another entry has come into the document meanwhile.
  props.references = [reference(1, 'new'), reference(2, 'a'), reference(3, 'b')]
  flushSync()
  area.value = 'It held for a year. [E2]'
  area.dispatchEvent(new Event('input', { bubbles: true }))
  area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  await tick()
  expect(kept).toEqual([['It held for a year. [E2]', ['a', 'b']]])
  await unmount(part)
})
