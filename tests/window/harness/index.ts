/** What a test of the window gets: a desk, a user, and `open()` for the user's window. */
import { test as plain } from 'vitest'
import { Desk } from './desk'
import { left } from './places'
import type { Env } from './processes'
import { User } from './user'
import { Window } from './window'

export { expect } from 'vitest'
export { sleep, until } from './processes'
export { Desk, User, Window }

interface Fixtures {
  user: User
  open: (user?: User, env?: Env) => Promise<Window>
}

export const test = plain
  .extend<{ $worker: { desk: Desk } }>({
    desk: [
      async ({}, use) => {
        const desk = await Desk.open()
        await use(desk)
        desk.close()
      },
      { scope: 'worker' },
    ],
  })
  .extend<Fixtures>({
    user: async ({}, use) => {
      const user = new User()
      await use(user)
      user.remove()
    },
    open: async ({ desk, user, task }, use) => {
      const opened: Window[] = []
      await use(async (whose = user, env) => {
        const window = await Window.open(desk, whose, env)
        opened.push(window)
        return window
      })
      const failed = task.result?.state === 'fail' || (task.result?.errors?.length ?? 0) > 0
      for (const [at, window] of opened.entries()) {
        if (failed && window.alive) {
          const name = `${task.name.replace(/\\W+/g, '-')}-${String(at + 1)}.png`
          await window.screenshot(left('window-failures', name)).catch(() => undefined)
        }
        window.kill()
      }
    },
  })
