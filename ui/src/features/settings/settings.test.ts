import { describe, expect, it } from 'vitest'
import { checkText } from './check'
import { rungOptions } from './profile'

describe('settings', () => {
  it('say what a check looked at', () => {
    const report = { entries: 1204, versions: 3310, attachments: 0, indexed: 1204, problems: [] }
    expect(checkText(report)).toBe('1,204 entries, 3,310 versions, 0 problems')
    expect(checkText({ ...report, entries: 1, attachments: 1, problems: ['a'] })).toBe(
      '1 entry, 3,310 versions, 1 file, 1 problem',
    )
  })

  it('keep a role that the ladder does not have', () => {
    const ladder = [
      { name: 'PM', level: 1 },
      { name: 'Group PM', level: 3 },
    ]
    const names = (held: string) => rungOptions(ladder, held).map(({ value }) => value)
    expect(names('PM')).toEqual(['PM', 'Group PM'])
    expect(names('')).toEqual(['PM', 'Group PM'])
    expect(names('Staff PM')).toEqual(['Staff PM', 'PM', 'Group PM'])
  })
})
