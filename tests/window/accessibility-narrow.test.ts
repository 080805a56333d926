import { test } from './harness'
import { lookAtEvery } from './accessible'

test('axe finds nothing in a narrow window', { timeout: 400_000 }, async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.resize(420, 860)
  await lookAtEvery(window)
})
