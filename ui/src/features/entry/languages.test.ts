import { expect, test } from 'vitest'
import { languageName, languageOptions } from './languages'

test('languages are offered by name, and one that was said stays', () => {
  const options = languageOptions('sw')
  expect(options[0]).toEqual({ value: '', label: 'As the text shows' })
  expect(options.map(({ value }) => value)).toContain('sw')
  expect(options.find(({ value }) => value === 'de')?.label).toBe('German')
  expect(languageName('not a code')).toBe('not a code')
})
