import { expect, it } from 'vitest'
import { shell } from '../../testing'
import { Known, type WholeDescription } from './known.svelte'

const described = (change: Partial<WholeDescription> = {}): WholeDescription => ({
  relation: null,
  alias: '',
  note: '',
  other_names: [],
  ...change,
})

it('takes what is known elsewhere by now, and keeps what is being written', () => {
  const known = new Known('dana', described({ note: 'Runs finance.' }), () => {})
  known.content.alias = 'my mentor'
  known.take(described({ note: 'Runs finance.', other_names: ['Dana K'] }))
  expect(known.content).toEqual({
    relation: null,
    alias: 'my mentor',
    note: 'Runs finance.',
    other_names: ['Dana K'],
  })
})

it('keeps what was written when an answer comes that was asked for before', () => {
  const known = new Known('dana', described({ note: 'Runs' }), () => {})
  known.content.note = 'Runs finance.'
  known.take(described({ note: 'Runs' }))
  expect(known.content.note).toBe('Runs finance.')
})

it('takes what a merge has made of what was saved here', async () => {
  shell({})
  const known = new Known('dana', described(), () => {})
  known.content.note = 'Runs finance.'
  known.changed()
  expect(await known.flush()).toBe(true)
  known.take(described({ note: 'Runs finance.\nCFO.' }))
  expect(known.content.note).toBe('Runs finance.\nCFO.')
})
