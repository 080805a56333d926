import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { blank } from './content'
import { Draft } from './draft.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const written: string[] = []
  const draft = new Draft(blank('2026-11-23'), async ({ body }) => {
    await new Promise((done) => setTimeout(done, 200))
    written.push(body)
    return '2026-11-23T09:41:00.000Z'
  })
  const type = (body: string) => {
    draft.content.body = body
    draft.touch()
  }
  return { draft, type, written }
}

it('is never shown as saved while there are words that are not', async () => {
  const { draft, type, written } = open()
  type('one')
  await vi.advanceTimersByTimeAsync(700)
  expect(draft.state).toBe('saved')
  type('one two')
  expect(draft.state).toBe('none')
  await vi.advanceTimersByTimeAsync(600)
  expect(draft.state).toBe('saving')
  // While "one two" is being written.
  type('one two three')
  await vi.advanceTimersByTimeAsync(150)
  expect(written).toEqual(['one', 'one two'])
  expect(draft.state).toBe('none')
  await vi.runAllTimersAsync()
  expect(written.at(-1)).toBe('one two three')
  expect(draft.state).toBe('saved')
})

it('saves at once what is complete, and what is asked for', async () => {
  const { draft, type, written } = open()
  draft.content.kind = 'win'
  draft.changed()
  expect(draft.state).toBe('saving')
  type('one')
  const flushed = draft.flush()
  expect(draft.clean).toBe(false)
  await vi.advanceTimersByTimeAsync(400)
  expect(await flushed).toBe(true)
  expect(written).toEqual(['', 'one'])
  expect(draft.clean).toBe(true)
})

it('does not write what it began with', async () => {
  const { draft, type, written } = open()
  type('one')
  draft.begin({ ...blank('2026-11-23'), body: 'another' })
  await vi.runAllTimersAsync()
  expect(written).toEqual([])
  expect(draft.state).toBe('none')
})
