import { expect, it } from 'vitest'
import { reason } from './links'

it('a lesson points at where it came from', () => {
  expect(reason('lesson', 'challenge')).toBe('source')
  expect(reason('lesson', 'lesson')).toBe('source')
})

it('whatever else points at a lesson applies it', () => {
  expect(reason('win', 'lesson')).toBe('applies')
})

it('two entries that are no lessons tell the same story', () => {
  expect(reason('decision', 'challenge')).toBe('about')
})
