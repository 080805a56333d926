import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ReadingItem, ReadingLine, ReadingList } from '../../boundary'
import { toasts } from '../../elements/toasts.svelte'
import { rest, shell } from '../../testing'
import Reading from './Reading.svelte'
import { readings } from './readings.svelte'

const line = (status: ReadingItem['status'], takeaway = ''): ReadingLine => ({
  id: 'hire',
  item: {
    title: 'How we hire',
    author: '',
    sort: 'article',
    link: '',
    status,
    recommended_by: null,
    began: null,
    finished: null,
    takeaway,
    lesson: null,
    position: 0,
  },
  recommended_by: null,
  lesson: null,
})

let list: ReadingList
let written: ReadingItem[]
let end = () => {}

beforeEach(() => {
  list = { now: [line('now')], next: [], done: [], dropped: [] }
  written = []
  const answers: Record<string, (args: { item: ReadingItem }) => unknown> = {
    readings: () => list,
    describe_reading: ({ item }) => {
      written.push(item)
      return null
    },
    people: () => ({ people: [] }),
  }
  shell(answers)
  Element.prototype.scrollIntoView = () => {}
})

afterEach(() => {
  end()
  toasts.list.forEach(({ id }) => toasts.close(id))
  document.body.replaceChildren()
})

async function show() {
  const props = $state({
    readOnly: false,
    opened: 'hire' as string | undefined,
    onopen: (id: string | undefined) => {
      props.opened = id
    },
  })
  const screen = mount(Reading, { target: document.body, props })
  end = () => void unmount(screen)
  await rest()
  return props
}

function field(): HTMLTextAreaElement {
  const area = document.querySelector('textarea')
  if (!area) throw new Error('There is no field.')
  return area
}

function write(text: string) {
  field().value = text
  field().dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}

it('keeps what is being written about something that gets to another group meanwhile', async () => {
  await show()
  write('Describe the dullest week first.')
  list = { now: [], next: [], done: [line('done')], dropped: [] }
  await readings.load()
  await rest()
  expect(document.querySelector('section[aria-label="Read"] textarea')).toBe(field())
  expect(field().value).toBe('Describe the dullest week first.')
})

it('writes what was typed when its form is closed', async () => {
  const props = await show()
  write('Describe the dullest week first.')
  props.opened = undefined
  await rest()
  expect(document.querySelector('textarea')).toBeNull()
  expect(written).toMatchObject([{ takeaway: 'Describe the dullest week first.' }])
})
