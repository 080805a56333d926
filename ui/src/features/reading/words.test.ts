import { describe, expect, it } from 'vitest'
import { dropPlace, hostOf } from './words'

describe('readings in words', () => {
  it('shows a link by where it leads', () => {
    expect(hostOf('https://www.example.com/a?b')).toBe('example.com')
    expect(hostOf('mailto:library@example.com')).toBe('library@example.com')
    expect(hostOf('https://')).toBe('https://')
  })

  it('drops a thing where the line is, whichever way it came', () => {
    const drop = (from: number, over: number, below: boolean) => {
      const list = ['a', 'b', 'c', 'd']
      const [moved] = list.splice(from, 1)
      list.splice(dropPlace(from, over, below), 0, moved ?? '')
      return list.join('')
    }
    expect(drop(0, 2, false)).toBe('bacd')
    expect(drop(0, 2, true)).toBe('bcad')
    expect(drop(3, 0, false)).toBe('dabc')
    expect(drop(3, 0, true)).toBe('adbc')
    expect(drop(1, 1, true)).toBe('abcd')
    expect(drop(1, 1, false)).toBe('abcd')
  })
})
