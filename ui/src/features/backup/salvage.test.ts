import { describe, expect, test } from 'vitest'
import type { SalvageReport } from '../../boundary'
import { salvaged } from './salvage'

const good: SalvageReport = {
  pages: 40,
  pages_damaged: 1,
  proven: true,
  log_cut: false,
  entries_whole: 1204,
  entries_unfiled: 0,
  entries_earlier: 0,
  entries_lost: 0,
  versions: 1310,
  people: 3,
  records: 2,
  competencies_dropped: 0,
  attachments: 0,
  attachments_lost: 0,
  exports_lost: 0,
  locked: false,
  aside: '/home/p/vault/backups/set-aside',
}

describe('the words of a salvage', () => {
  test('where nothing is lost, nothing is said of a loss', () => {
    expect(salvaged(good)).toEqual(['1,204 entries and 1,310 versions are back.'])
  })

  test('every kind of loss has its sentence', () => {
    const bad = {
      ...good,
      proven: false,
      log_cut: true,
      entries_unfiled: 1,
      entries_earlier: 2,
      entries_lost: 3,
      attachments: 4,
      attachments_lost: 1,
    }
    expect(salvaged(bad)).toEqual([
      '1,207 entries, 1,310 versions and 4 files are back.',
      '1 entry with the last words, but with older tags and people.',
      '2 entries as they were at an earlier time.',
      '3 entries could not be read.',
      '1 file could not be read.',
      'The log was cut off: what was saved last may be missing.',
      'The key to the check of the pages is lost, so look through what came back.',
    ])
  })
})
