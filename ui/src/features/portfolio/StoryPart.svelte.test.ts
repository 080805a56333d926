import { flushSync, mount, unmount } from 'svelte'
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

function opened(onwrite: (text: string | null, numbered: readonly string[]) => Promise<boolean>) {
  const props = $state({
    part: { heading: 'Context', passages: [told('It held.', [2])], edited: false },
    references: [reference(1, 'a'), reference(2, 'b')],
    readOnly: false,
    onentry: () => undefined,
    onwrite,
  })
  return props
}

const area = () => {
  const found = document.querySelector('textarea')
  if (!found) throw new Error('nothing to write in')
  return found
}

async function writes(text: string) {
  area().value = text
  area().dispatchEvent(new Event('input', { bubbles: true }))
  area().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  await new Promise((done) => setTimeout(done))
}

test('numbers mean what they meant when the text was opened, whatever has become of them since', async () => {
  const kept: unknown[] = []
  const props = opened((text, numbered) => {
    kept.push([text, [...numbered]])
    return Promise.resolve(true)
  })
  const part = mount(StoryPart, { target: document.body, props })
  await part['write']()
  expect(area().value).toBe('It held. [E2]')
  // Another entry has come into the document meanwhile.
  props.references = [reference(1, 'new'), reference(2, 'a'), reference(3, 'b')]
  flushSync()
  await writes('It held for a year. [E2]')
  expect(kept).toEqual([['It held for a year. [E2]', ['a', 'b']]])
  expect(document.querySelector('textarea')).toBeNull()
  await unmount(part)
})

test('words that could not be kept stay where they can be mended', async () => {
  let stores = false
  const props = opened(() => Promise.resolve(stores))
  const part = mount(StoryPart, { target: document.body, props })
  await part['write']()
  await writes('Far too long.')
  expect(area().value).toBe('Far too long.')
  stores = true
  await writes('Shorter.')
  expect(document.querySelector('textarea')).toBeNull()
  await unmount(part)
})

test('whoever has gone on to other words before these are kept is not called back', async () => {
  let kept: (kept: boolean) => void = () => undefined
  const props = opened(() => new Promise((done) => (kept = done)))
  const part = mount(StoryPart, { target: document.body, props })
  const other = document.body.appendChild(document.createElement('input'))
  const settled = () => new Promise((done) => setTimeout(done))
  const button = () => document.querySelector('button')

  await part['write']()
  await writes('It held for a year. [E2]')
  kept(true)
  await settled()
  expect(document.activeElement, 'nobody has gone on').toBe(button())

  await part['write']()
  await writes('It held for two years. [E2]')
  other.focus()
  await settled()
  expect(area().value, 'the words may have to be mended').toBe('It held for two years. [E2]')
  kept(true)
  await settled()
  expect(document.querySelector('textarea')).toBeNull()
  expect(document.activeElement).toBe(other)
  other.remove()
  await unmount(part)
})

test('words that were added before the others were kept stay open, and are kept', async () => {
  const open: ((kept: boolean) => void)[] = []
  const kept: (string | null)[] = []
  const props = opened((text) => {
    kept.push(text)
    return new Promise((done) => open.push(done))
  })
  const part = mount(StoryPart, { target: document.body, props })
  await part['write']()
  await writes('It held.')
  area().value = 'It held, and it still does.'
  area().dispatchEvent(new Event('input', { bubbles: true }))
  open[0]?.(true)
  await new Promise((done) => setTimeout(done))
  expect(area().value).toBe('It held, and it still does.')
  await unmount(part)
  expect(kept).toEqual(['It held.', 'It held, and it still does.'])
})
