import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Line } from '../../boundary'

interface Asked {
  query: string
  limit: number
  before: string | null
  answer: (answer: unknown) => void
}

const core = vi.hoisted(() => ({ asked: [] as Asked[] }))

vi.mock('../../boundary', async (original) => ({
  ...(await original<object>()),
  commands: {
    list: (request: Omit<Asked, 'answer'>) =>
      new Promise((answer) => void core.asked.push({ ...request, answer })),
  },
}))

const { Timeline } = await import('./timeline.svelte')

beforeEach(() => void (core.asked = []))

const lines = (...ids: string[]) => ids.map((id) => ({ id }) as Line)
const page = (found: Line[], next: string | null = null) => ({
  status: 'ok',
  data: { lines: found, next, total: 3, note: null },
})

describe('timeline', () => {
  it('reads on from where it ended, once at a time', async () => {
    const timeline = new Timeline()
    const found = timeline.find('kind:win')
    core.asked[0]?.answer(page(lines('a', 'b'), 'here'))
    await found
    const more = timeline.extend()
    void timeline.extend()
    expect(core.asked).toHaveLength(2)
    expect(core.asked[1]).toMatchObject({ query: 'kind:win', before: 'here' })
    core.asked[1]?.answer(page(lines('c')))
    await more
    expect(timeline.lines.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(timeline.more).toBe(false)
  })

  it('shows the answer to the last question only', async () => {
    const timeline = new Timeline()
    const first = timeline.find('a')
    const second = timeline.find('ab')
    core.asked[1]?.answer(page(lines('new')))
    await second
    core.asked[0]?.answer(page(lines('old')))
    await first
    expect(timeline.lines.map(({ id }) => id)).toEqual(['new'])
  })

  it('keeps what is shown when it cannot be read again', async () => {
    const timeline = new Timeline()
    const found = timeline.find('')
    core.asked[0]?.answer(page(lines('a')))
    await found
    const again = timeline.refresh()
    core.asked[1]?.answer({ status: 'error', error: { code: 'failed', message: 'No.', hint: '' } })
    await again
    expect(timeline.lines).toHaveLength(1)
    expect(timeline.trouble?.message).toBe('No.')
  })
})
