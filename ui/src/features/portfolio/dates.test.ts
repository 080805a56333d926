import { expect, test } from 'vitest'
import { formsOfDates } from './dates'

test('days are told in the language of the computer first, each by an example', () => {
  expect(formsOfDates('de-DE').map(({ label }) => label)).toEqual(['07.12.2026', '7 Dec 2026', 'Dec 7, 2026'])
  expect(formsOfDates('en-US').map(({ value }) => value)).toEqual(['en-US', 'en-GB'])
})

test('a computer that is set to nobody’s language writes days as usual', () => {
  for (const tag of ['c', 'C.UTF-8', 'posix', '', 'no such']) {
    expect(formsOfDates(tag).map(({ value }) => value)).toEqual(['en-GB', 'en-US'])
  }
})
