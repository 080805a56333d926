import { describe, expect, it } from 'vitest'
import type { LadderPreview } from '../../boundary'
import { arrivalText, changeText, importedText, readText } from './words'

const preview = (
  arrival: LadderPreview['arrival'],
  more: Partial<LadderPreview['reading']> = {},
): LadderPreview => ({
  arrival,
  reading: {
    framework: { key: 'tern', name: 'Tern', version: 1, levels: [], ladder: [], competency: [] },
    form: 'markdown',
    orientation: 'rows',
    notes: [],
    ...more,
  },
})

describe('a ladder', () => {
  it('says how it was read', () => {
    expect(readText(preview({ what: 'new' }))).toBe(
      'Read as a table in Markdown: rows are competencies, columns are levels.',
    )
    expect(readText(preview({ what: 'new' }, { form: 'toml', orientation: null }))).toBe('Read as TOML.')
  })

  it('says what it will be before it is brought in, and what it was after', () => {
    const changes = [{ what: 'added' as const, name: 'Data' }]
    expect(arrivalText(preview({ what: 'version', from: 2, changes }))).toBe(
      'It follows version 2, with 1 change. What was expected before is kept.',
    )
    expect(arrivalText(preview({ what: 'other_levels', levels: 4 }))).toContain('has 4 levels')
    const done = { key: 'tern', name: 'Tern', version: 3 }
    expect(importedText({ ...done, arrival: { what: 'version', from: 2, changes } })).toContain('version 3')
    expect(importedText({ ...done, arrival: { what: 'same', version: 3 } })).toContain('already')
  })

  it('tells each change in a line', () => {
    expect(
      changeText({
        what: 'expected',
        name: 'People',
        level: 2,
        level_name: 'Senior PM',
        before: 'a',
        after: 'b',
      }),
    ).toBe('People, level 2 (Senior PM)')
    expect(changeText({ what: 'retired', name: 'Data' })).toBe('Data is no longer asked for')
  })
})
