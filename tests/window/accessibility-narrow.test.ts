import { test } from './harness'
import { lookAtEvery } from './accessible'

// Once more if WebKit loses its page over the new size, and the driver with it: what axe finds, it finds again.
test('axe finds nothing in a narrow window', { timeout: 400_000, retry: 1 }, async ({ user, open }) => {
  await user.begins('sample')
  const window = await open()
  await window.resize(420, 860)
  await lookAtEvery(window)
})
