import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Brief, Kept, RedactionProfile, RedactionTerm, Replacement } from '../../../boundary'
import { toasts } from '../../../elements/toasts.svelte'
import { rest, shell } from '../../../testing'
import RedactionTab from './RedactionTab.svelte'

const brief: Brief = { preset: 'self_review', from: '2026-01-01', to: '2026-12-31' }
const replaced = (what: string, more: Partial<Replacement> = {}): Replacement => ({
  what,
  by: `Customer ${what[0]}4`,
  sort: 'customer',
  times: 1,
  contexts: [{ before: 'told', after: 'on Friday', section: 'Stories', story: 1 }],
  offer: null,
  ...more,
})

const sortOf = ({ sort }: Replacement) => (sort === 'customer' ? 'customer' : 'person')

let terms: Kept<RedactionTerm>[]
let made: Replacement[]
let refused: { code: string; message: string; hint: string } | undefined
let asked: { profile: RedactionProfile; brief: Brief }[]
/** What is answered only when it is opened. */
let gate: Promise<void> | undefined
let count: number
let end = () => {}

interface Args {
  id: string
  term: RedactionTerm
  profile: RedactionProfile
  brief: Brief
}

const answers: Record<string, (args: Args) => unknown> = {
  redaction_terms: () => terms,
  add_redaction_term: ({ term }) => {
    if (refused) throw refused
    terms = [...terms, { id: `t${++count}`, value: term }]
    return `t${count}`
  },
  change_redaction_term: ({ id, term }) => {
    terms = terms.map((one) => (one.id === id ? { id, value: term } : one))
    return null
  },
  remove_redaction_term: ({ id }) => {
    terms = terms.filter((one) => one.id !== id)
    return null
  },
  preview_redaction: async ({ profile, brief }) => {
    asked.push({ profile, brief })
    await gate
    return made.flatMap((one) => {
      const known = terms.find(({ value }) => value.word === one.what)
      const { keep, alias } = known?.value ?? {}
      const offer = {
        term: { word: one.what, sort: sortOf(one), alias: '', keep: false },
        listed: known?.id ?? null,
        named: Boolean(alias) || one.by === 'My mentor',
      }
      return keep ? [] : [{ ...one, by: alias || one.by, offer }]
    })
  },
}

beforeEach(() => {
  terms = []
  made = [replaced('Acme'), replaced('Borealis')]
  refused = undefined
  gate = undefined
  asked = []
  count = 0
  shell(answers)
})

afterEach(() => {
  end()
  toasts.list.forEach(({ id }) => toasts.close(id))
  document.body.replaceChildren()
})

async function show(reader: RedactionProfile = 'manager', readOnly = false) {
  const onpeople = vi.fn<() => void>()
  const props = $state({
    brief,
    reader,
    readOnly,
    onpeople,
    onreader: (next: RedactionProfile) => {
      props.reader = next
    },
  })
  const tab = mount(RedactionTab, { target: document.body, props })
  end = () => void unmount(tab)
  await rest()
  return { props, onpeople }
}

const page = () => document.body.textContent.replace(/\s+/g, ' ')
const button = (text: string) => {
  const found = [...document.querySelectorAll('button')].find(
    (one) => one.getAttribute('aria-label') === text || one.textContent.trim().startsWith(text),
  )
  if (!found) throw new Error(`There is no button “${text}”.`)
  return found
}
const buttons = (text: string) =>
  [...document.querySelectorAll('button')].filter((one) => one.textContent.includes(text)).length
const field = (form: string, label: string) => {
  const within = document.querySelector(`form[aria-label="${form}"]`)
  const found = [...(within?.querySelectorAll('label') ?? [])].find((one) => one.textContent.trim() === label)
  const input = found && document.getElementById(found.htmlFor)
  if (!(input instanceof HTMLInputElement)) throw new Error(`There is no field “${label}”.`)
  return input
}
const adding = (label: string) => field('Put a word on your list', label)
function write(input: HTMLInputElement, text: string) {
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  flushSync()
}
async function submit(form: string) {
  const found = document.querySelector<HTMLFormElement>(`form[aria-label="${form}"]`)
  found?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  await rest()
}
async function press(text: string) {
  const pressed = button(text)
  pressed.focus()
  pressed.click()
  await rest()
}
const focused = () => document.activeElement
const rowOf = (what: string) => document.querySelector(`[data-replaced="1 ${what}"]`)

it('teaches what belongs on an empty list, and leads to People', async () => {
  const { onpeople } = await show()
  expect(page()).toContain('Here belong the names and words that no reader is to find')
  await press('People')
  expect(onpeople).toHaveBeenCalledOnce()
})

it('puts a word on the list, looks again, and waits for the next word', async () => {
  await show()
  write(adding('Word or name'), 'Acme')
  write(adding('What stands in its place'), 'a large retailer')
  await submit('Put a word on your list')
  expect(terms[0]?.value).toEqual({ word: 'Acme', sort: 'customer', alias: 'a large retailer', keep: false })
  expect(page()).toContain('Customer, becomes “a large retailer”')
  expect(asked, 'what is replaced is looked for again').toHaveLength(2)
  expect(rowOf('Acme')?.textContent).toContain('a large retailer')
  expect([adding('Word or name').value, focused()]).toEqual(['', adding('Word or name')])
})

it('says a refusal beside the field, keeps what was written and stays there', async () => {
  await show()
  refused = { code: 'invalid', message: 'word: is on the list already', hint: 'Nothing was stored.' }
  write(adding('Word or name'), 'Acme')
  await submit('Put a word on your list')
  const word = adding('Word or name')
  expect([word.value, word.getAttribute('aria-invalid'), focused()]).toEqual(['Acme', 'true', word])
  expect(document.getElementById(word.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'The word is on the list already. Nothing was stored.',
  )
})

it('changes a word in place, and gives the focus back when it is done or left', async () => {
  terms = [{ id: 'a', value: { word: 'Acme', sort: 'customer', alias: '', keep: false } }]
  await show()
  await press('Change “Acme”')
  expect(focused()).toBe(field('Change “Acme”', 'Word or name'))
  focused()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  await rest()
  expect(focused()).toBe(button('Change “Acme”'))
  await press('Change “Acme”')
  write(field('Change “Acme”', 'What stands in its place'), 'a retailer')
  await submit('Change “Acme”')
  expect(terms[0]?.value.alias).toBe('a retailer')
  expect(focused()).toBe(button('Change “Acme”'))
})

it('takes a word off, goes to the one beside it, and brings it back', async () => {
  terms = ['Acme', 'Borealis'].map((word) => ({
    id: word,
    value: { word, sort: 'other', alias: '', keep: false },
  }))
  await show()
  await press('Take “Acme” off the list')
  expect(terms.map(({ value }) => value.word)).toEqual(['Borealis'])
  expect(focused()).toBe(button('Change “Borealis”'))
  toasts.undo(toasts.list[0]?.id ?? -1)
  await rest()
  expect(terms.map(({ value }) => value.word)).toEqual(['Borealis', 'Acme'])
  expect(focused()).toBe(button('Change “Acme”'))
  await press('Take “Acme” off the list')
  await press('Take “Borealis” off the list')
  expect(focused(), 'nothing is left to go to').toBe(adding('Word or name'))
})

it('shows what is replaced among its words, and where', async () => {
  await show()
  const row = rowOf('Acme')
  expect(row?.querySelector('mark')?.textContent).toBe('Acme')
  expect(row?.textContent).toMatch(/Acme becomes Customer A4 once.*Story 1 told Acme on Friday/)
  expect([...document.querySelectorAll('h3')].map((one) => one.textContent)).toEqual(['Customers 2'])
  expect(page()).toContain('2 replacements in 2 places')
})

it('asks what a word becomes, and comes back to it', async () => {
  made = [
    replaced('Dana', { by: 'Person K7', sort: 'colleague' }),
    replaced('Ines', { by: 'My mentor', sort: 'person' }),
  ]
  await show('public')
  expect(buttons('Say what it becomes'), 'People says what Ines becomes').toBe(1)
  await press('Say what it becomes')
  expect([adding('Word or name').value, focused()]).toEqual(['Dana', adding('What stands in its place')])
  write(adding('What stands in its place'), 'the CFO')
  await submit('Put a word on your list')
  expect(terms[0]?.value).toMatchObject({ word: 'Dana', sort: 'person', alias: 'the CFO' })
  expect(focused()).toBe(rowOf('Dana'))
  expect(buttons('Say what it becomes')).toBe(0)
})

it('opens the line of a word that is on the list already', async () => {
  terms = [{ id: 'a', value: { word: 'Acme', sort: 'customer', alias: '', keep: false } }]
  made = [replaced('Acme')]
  await show()
  await press('Say what it becomes')
  expect(focused()).toBe(field('Change “Acme”', 'What stands in its place'))
  await press('Cancel')
  expect(focused()).toBe(rowOf('Acme'))
})

it('never replaces a word that is no name, and goes to what is next', async () => {
  await show()
  await press('Never replace')
  expect(terms[0]?.value).toMatchObject({ word: 'Acme', keep: true })
  expect(rowOf('Acme')).toBeNull()
  expect(focused()).toBe(rowOf('Borealis'))
  toasts.undo(toasts.list[0]?.id ?? -1)
  await rest()
  expect([terms, rowOf('Acme') !== null]).toEqual([[], true])
})

it('keeps what was replaced, dimmed, until another reader’s is there', async () => {
  await show()
  let open = () => {}
  gate = new Promise((resolve) => (open = resolve))
  vi.useFakeTimers()
  document.querySelector<HTMLInputElement>('input[value="public"]')?.click()
  await rest()
  vi.advanceTimersByTime(300)
  flushSync()
  vi.useRealTimers()
  expect(asked.map(({ profile }) => profile)).toEqual(['manager', 'public'])
  expect(document.querySelector('.groups.waiting[aria-busy="true"] mark')?.textContent).toBe('Acme')
  made = []
  open()
  await rest()
  expect(page()).toContain('Nothing in this document is replaced for anybody.')
  expect(document.querySelector('.waiting')).toBeNull()
})

it('looks again when another document is asked for', async () => {
  const { props } = await show()
  props.brief = { ...brief, from: '2025-01-01' }
  await rest()
  expect(asked.map(({ brief }) => brief.from)).toEqual(['2026-01-01', '2025-01-01'])
})

it('replaces nothing for the author, and offers the two other readers', async () => {
  const { props } = await show('own')
  expect(page()).toContain('For yourself nothing is replaced')
  expect(asked).toEqual([])
  const choices = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')]
  expect(choices.map(({ value, checked }) => [value, checked])).toEqual([
    ['manager', false],
    ['public', false],
  ])
  choices[1]?.click()
  await rest()
  expect([props.reader, asked[0]?.profile]).toEqual(['public', 'public'])
})

it('changes nothing in a journal that is open for reading only', async () => {
  terms = [{ id: 'a', value: { word: 'Acme', sort: 'customer', alias: 'a retailer', keep: false } }]
  await show('manager', true)
  expect(page()).toContain('becomes “a retailer”')
  expect(document.querySelector('form')).toBeNull()
  expect([...document.querySelectorAll('button')].map((one) => one.textContent.trim())).toEqual(['People'])
})
