import { afterEach, expect, it, vi } from 'vitest'
import { copyText } from './copy'

afterEach(() => void vi.unstubAllGlobals())

const clipboard = (writeText: (text: string) => Promise<void>) =>
  vi.stubGlobal('navigator', { clipboard: { writeText } })

it('puts a text on the clipboard', async () => {
  const kept: string[] = []
  clipboard((text) => Promise.resolve(void kept.push(text)))
  expect(await copyText('Win: checkout')).toBe(true)
  expect(kept).toEqual(['Win: checkout'])
})

it('takes the older way where the newer one is refused, and leaves the focus and the page as they were', async () => {
  clipboard(() => Promise.reject(new Error('not allowed')))
  const button = document.createElement('button')
  document.body.append(button)
  button.focus()
  const copy = vi.fn(() => document.activeElement instanceof HTMLTextAreaElement)
  document.execCommand = copy
  expect(await copyText('Win: checkout')).toBe(true)
  expect(copy).toHaveBeenCalledWith('copy')
  expect(document.activeElement).toBe(button)
  expect(document.querySelector('textarea')).toBeNull()
})

it('says where neither way is open', async () => {
  clipboard(() => Promise.reject(new Error('not allowed')))
  document.execCommand = () => {
    throw new Error('not supported')
  }
  expect(await copyText('Win: checkout')).toBe(false)
})
