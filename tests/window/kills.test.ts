/**
 * Pulls the plug while somebody writes, again and again, and looks for words that were shown as saved and
 * are gone. `HELMLOG_KILLS` says how often.
 */
import { expect, sleep, test, until, type Window } from './harness'

const kills = Number(process.env['HELMLOG_KILLS'] ?? 5)
const vocabulary =
  'we held the date because legal had seen the plan and nobody asked for more time again'.split(' ')
const any = (below: number) => Math.floor(Math.random() * below)

/** Types until the plug is pulled; returns the last text that was shown as saved. */
async function typeUntilKilled(window: Window, ms: number): Promise<string> {
  let shown = ''
  let killed = false
  const plug = setTimeout(() => {
    killed = true
    window.kill()
  }, ms)
  try {
    for (;;) {
      await window.type(`${vocabulary[any(vocabulary.length)] ?? ''}${any(9) ? ' ' : '\n'}`)
      if (!any(4)) await sleep(any(900))
      const now = await window.moment()
      if (now.mark === 'saved') shown = now.text
    }
  } catch (error) {
    // A window that is gone answers no more; anything else is a mistake of its own.
    if (!killed) throw error
  } finally {
    clearTimeout(plug)
  }
  return shown
}

test(
  `no word that was shown as saved is lost in ${String(kills)} kills`,
  { timeout: kills * 20_000 + 30_000 },
  async ({ user, open }) => {
    await user.begins()
    let lost = 0
    let acknowledged = 0
    /** Finished entries, by their text. */
    let finished = 0
    for (let at = 0; at < kills; at += 1) {
      const window = await open()
      await window.find('textbox', 'What happened')
      const before = (await user.entries()).length
      const restored = (await window.moment()).text
      // Every few kills the entry is finished, so that some begin on an empty page.
      if (restored.length > 400) {
        await window.press('Ctrl+Enter')
        await until('an empty editor', async () => (await window.moment()).text === '')
        finished += 1
      } else {
        await window.press('Ctrl+End')
      }
      const shown = await typeUntilKilled(window, 300 + any(5000))
      const entries = await user.entries()
      if (shown) acknowledged += 1
      const there = entries.some(({ body }) => body.startsWith(shown.trimEnd()))
      if ((shown && !there) || entries.length < before) {
        lost += 1
        console.log(`Lost after kill ${String(at + 1)}: ${JSON.stringify({ shown, entries })}`)
      }
      await user.helmlog('check')
    }
    expect((await user.entries()).length).toBeGreaterThanOrEqual(finished)
    console.log(
      `kills tried ${String(kills)}, lost ${String(lost)} (something was shown as saved in ${String(acknowledged)})`,
    )
    expect(lost).toBe(0)
  },
)
