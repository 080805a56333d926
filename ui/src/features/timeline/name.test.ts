import { expect, it } from 'vitest'
import { nameOf } from './name'

it('calls an entry by its title, or by its first words', () => {
  expect(nameOf({ title: 'The address table', excerpt: 'One table.' })).toBe('The address table')
  expect(nameOf({ title: '', excerpt: 'One table.' })).toBe('One table.')
  expect(nameOf({ title: '', excerpt: 'One table, two columns, four rows.' }, 20)).toBe('One table, two…')
  expect(nameOf({ title: '', excerpt: 'x'.repeat(40) }, 20)).toBe(`${'x'.repeat(20)}…`)
  expect(nameOf({ title: '', excerpt: '' })).toBe('An entry without words')
})
