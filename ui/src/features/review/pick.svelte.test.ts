import { mount, unmount, flushSync } from 'svelte'
import { afterEach, expect, it } from 'vitest'
import type { WeekPick, WeekProposal } from '../../boundary'
import PickField from './PickField.svelte'

const proposals: WeekProposal[] = [
  { entry: 'a', kind: 'win', on: '2026-11-17', words: 'Checkout' },
  { entry: 'b', kind: 'win', on: '2026-11-18', words: 'Launch' },
]

let end = () => {}
afterEach(() => end())

function show(pick: WeekPick | null) {
  const props = $state({
    label: 'One win',
    hint: 'What went well',
    pick,
    proposals,
    readOnly: false,
    onpick: (next: WeekPick | null) => {
      props.pick = next
    },
  })
  const field = mount(PickField, { target: document.body, props })
  end = () => void unmount(field)
  const choose = (value: string) => {
    document.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click()
    flushSync()
  }
  const write = (text: string) => {
    const area = document.querySelector('textarea')
    if (!area) throw new Error('There is no field.')
    area.value = text
    area.dispatchEvent(new Event('input', { bubbles: true }))
    flushSync()
  }
  return { props, choose, write }
}

it('takes the words of what is picked, and loses none that were changed', () => {
  const { props, choose, write } = show(null)
  expect(document.querySelector('textarea')).toBeNull()
  choose('a')
  expect(props.pick).toEqual({ entry: 'a', words: 'Checkout' })
  write('Checkout is open')
  choose('b')
  expect(props.pick).toEqual({ entry: 'b', words: 'Launch' })
  choose('a')
  expect(props.pick).toEqual({ entry: 'a', words: 'Checkout is open' })
})

it('keeps words of ones own apart from those of an entry', () => {
  const { props, choose, write } = show({ entry: null, words: 'Slept well' })
  choose('b')
  choose('own')
  expect(props.pick).toEqual({ entry: null, words: 'Slept well' })
  write('Slept')
  expect(props.pick).toEqual({ entry: null, words: 'Slept' })
})
