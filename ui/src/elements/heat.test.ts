import { describe, expect, it } from 'vitest'
import { heatLevel, heatText } from './heat'

describe('heat', () => {
  it('has five steps', () => {
    expect([-1, 0, 1, 2, 3, 4, 5, 40].map((count) => heatLevel(count))).toEqual([0, 0, 1, 2, 3, 3, 4, 4])
  })

  it('weighs what stands for more', () => {
    expect([0, 1, 3, 4, 9, 13].map((count) => heatLevel(count, 3))).toEqual([0, 1, 1, 2, 3, 4])
  })

  it('can be read aloud', () => {
    expect(
      heatText([
        { label: 'Jun', name: 'June 2026', count: 0 },
        { label: 'Jul', name: 'July 2026', count: 3 },
      ]),
    ).toBe('June 2026: none, July 2026: 3')
  })
})
