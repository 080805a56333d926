import { expect, test } from 'vitest'
import type { Passage } from '../../boundary'
import { marked } from './marks'

const told = (more: Partial<Passage>): Passage => ({
  sort: 'told',
  text: 'It held.',
  by: '',
  refs: [],
  ...more,
})

test('a line is written with its entries behind it, as it stands in the document', () => {
  expect(marked(told({ refs: [3, 7] }))).toBe('It held. [E3, E7]')
  expect(marked(told({}))).toBe('It held.')
  expect(marked(told({ sort: 'quote', text: 'Well done.', by: 'Dana, CFO', refs: [2] }))).toBe(
    '“Well done.” Dana, CFO [E2]',
  )
})
