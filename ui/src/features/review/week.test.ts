import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WeekReview, WeekView } from '../../boundary'

const core = vi.hoisted(() => ({ kept: [] as string[], fails: false }))

const blank = (week: string): WeekReview => ({
  week,
  win: null,
  lesson: null,
  next: null,
  note: '',
  done: null,
})

vi.mock('../../boundary', async (original) => {
  const answer = (data: unknown) => Promise.resolve({ status: 'ok', data })
  const update = (review: WeekReview) => ({ markdown: `**${review.win?.words ?? ''}**`, text: '' })
  return {
    ...(await original<object>()),
    commands: {
      weekToReview: () => answer('2026-W47'),
      weekReview: (week: string) =>
        answer({ week, review: blank(week), update: { markdown: '', text: '' } } as WeekView),
      keepWeekReview: (review: WeekReview) => {
        if (core.fails) {
          const error = { code: 'not_stored', message: 'The disk is full.', hint: '' }
          return Promise.resolve({ status: 'error', error })
        }
        core.kept.push(`${review.week} ${review.win?.words ?? '-'} ${review.note}`.trim())
        return answer(update(review))
      },
    },
  }
})

const { WeekDraft } = await import('./week.svelte')

beforeEach(() => {
  vi.useFakeTimers()
  core.kept = []
  core.fails = false
})
afterEach(() => void vi.useRealTimers())

describe('the review of a week', () => {
  it('is saved at a pause, and what is picked at once, with the update that follows', async () => {
    const draft = new WeekDraft()
    await draft.open(undefined)
    draft.note('Away on')
    draft.note('Away on Thursday')
    await vi.advanceTimersByTimeAsync(600)
    expect(core.kept).toEqual(['2026-W47 - Away on Thursday'])
    draft.pick('win', { entry: null, words: 'Checkout' }, true)
    await vi.advanceTimersByTimeAsync(0)
    expect(core.kept.at(-1)).toBe('2026-W47 Checkout Away on Thursday')
    expect([draft.state, draft.update.markdown]).toEqual(['saved', '**Checkout**'])
  })

  it('is saved before another week is opened', async () => {
    const draft = new WeekDraft()
    await draft.open('2026-W46')
    draft.note('half a thou')
    await draft.open('2026-W45')
    expect(core.kept).toEqual(['2026-W46 - half a thou'])
    expect(draft.review?.week).toBe('2026-W45')
  })

  it('stays on the screen where it cannot be saved', async () => {
    const draft = new WeekDraft()
    await draft.open('2026-W46')
    core.fails = true
    draft.note('half a thou')
    await draft.open('2026-W45')
    expect([draft.review?.week, draft.review?.note, draft.failure?.message]).toEqual([
      '2026-W46',
      'half a thou',
      'The disk is full.',
    ])
    core.fails = false
    expect(await draft.flush()).toBe(true)
    expect(core.kept).toEqual(['2026-W46 - half a thou'])
  })

  it('keeps what is written until another week is there, and where it stands if it is the same one', async () => {
    const draft = new WeekDraft()
    await draft.open('2026-W46')
    const before = draft.open('2026-W45')
    draft.note('half a thou')
    await before
    await vi.advanceTimersByTimeAsync(600)
    expect(core.kept).toEqual(['2026-W46 - half a thou'])
    expect([draft.review?.week, draft.review?.note]).toEqual(['2026-W45', ''])
    const again = draft.open('2026-W45')
    draft.note('one more')
    await again
    expect(draft.review?.note).toBe('one more')
    await vi.advanceTimersByTimeAsync(600)
    expect(core.kept.at(-1)).toBe('2026-W45 - one more')
  })
})
