import { beforeEach, expect, test, vi } from 'vitest'

const growth = vi.hoisted(() => vi.fn())
vi.mock('../../boundary', async (original) => ({
  ...(await original<object>()),
  ask: (answer: unknown) => answer,
  settle: () => Promise.resolve(true),
  commands: { growth },
}))

const { readAhead, readMap } = await import('./reading')

beforeEach(() => {
  let times = 0
  growth.mockReset().mockImplementation(() => Promise.resolve({ role: String(++times) }))
})

test('what was asked for ahead is taken once, and read anew after that', async () => {
  readAhead('6')
  expect(await readMap('6')).toMatchObject({ role: '1' })
  expect(growth).toHaveBeenCalledTimes(1)
  expect(await readMap('6')).toMatchObject({ role: '2' })
})

test('what was asked for ahead for other months is not taken', async () => {
  readAhead('6')
  await readMap('12')
  expect(growth).toHaveBeenCalledTimes(2)
})

test('what failed ahead fails for whoever takes it', async () => {
  growth.mockImplementationOnce(() => Promise.reject(new Error('gone')))
  readAhead('6')
  await expect(readMap('6')).rejects.toThrow('gone')
  expect(await readMap('6')).toMatchObject({ role: '1' })
})
