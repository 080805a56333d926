import { describe, expect, it } from 'vitest'
import { heatLevel, heatText } from './heat'

describe('heat', () => {
  it('has five steps', () => {
    expect([-1, 0, 1, 2, 3, 4, 5, 40].map(heatLevel)).toEqual([0, 0, 1, 2, 3, 3, 4, 4])
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
