import { describe, expect, it, vi } from 'vitest'
import { ask, onClosing, Refusal, refusal, settle } from '.'

const report = { code: 'not_stored' as const, message: 'The disk is full.', hint: 'Free some space.' }

describe('boundary', () => {
  it('gives the data of an answer and throws a refusal', async () => {
    expect(await ask(Promise.resolve({ status: 'ok', data: 7 }))).toBe(7)
    const refused = ask(Promise.resolve({ status: 'error', error: report }))
    await expect(refused).rejects.toMatchObject({ name: 'Refusal', ...report })
  })

  it('has words for what never arrived', () => {
    const known = new Refusal(report)
    expect(refusal(known)).toBe(known)
    expect(refusal(new TypeError('fetch failed'))).toMatchObject({ code: 'failed' })
    expect(refusal('x').message).not.toContain('x failed')
  })

  it('waits for every saver, whatever becomes of one', async () => {
    const saved = vi.fn()
    const forget = onClosing(async () => {
      await Promise.resolve()
      saved()
    })
    const broken = onClosing(() => Promise.reject(new Error('disk full')))
    await settle()
    expect(saved).toHaveBeenCalledTimes(1)
    forget()
    broken()
    await settle()
    expect(saved).toHaveBeenCalledTimes(1)
  })
})
