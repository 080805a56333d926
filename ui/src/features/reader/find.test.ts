import { flushSync, mount, unmount } from 'svelte'
import { expect, it } from 'vitest'
import FindInEntry from './FindInEntry.svelte'

it('has the keyboard as soon as it is there, whenever that is', async () => {
  const bar = mount(FindInEntry, {
    target: document.body,
    props: { article: undefined, onclose: () => undefined },
  })
  flushSync()
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Find in this entry')
  await unmount(bar)
})
