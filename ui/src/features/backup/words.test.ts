import { describe, expect, test } from 'vitest'
import { holds, rehearsed, size } from './words'

describe('the words of backups', () => {
  test('a size is said in the unit that reads well', () => {
    expect([size(1), size(840_123), size(2_149_000), size(1_000_000_000)]).toEqual([
      '1 KB',
      '841 KB',
      '2.1 MB',
      '1.0 GB',
    ])
  })

  test('what is in one names files only where there are some', () => {
    expect(holds({ entries: 1, attachments: 0 })).toBe('1 entry')
    expect(holds({ entries: 1204, attachments: 1 })).toBe('1,204 entries, 1 file')
  })

  test('a rehearsal says what came back', () => {
    const backup = {
      file: 'x',
      made: '2026-11-25T12:00:00Z',
      why: 'daily' as const,
      entries: 2,
      versions: 3,
      attachments: 0,
      bytes: 1,
      locked: false,
    }
    const done = { backup, entries: 2, versions: 3, attachments: 0, indexed: 2, took_ms: 1440, problems: [] }
    expect(rehearsed(done)).toBe(
      '2 entries and 3 versions came back and were read in 1.4 s. A search would find 2 entries.',
    )
    expect(rehearsed({ ...done, attachments: 1 })).toMatch(/^2 entries, 3 versions and 1 file /)
  })
})
