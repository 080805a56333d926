import { ask, commands, refusal } from '../../boundary'
import { toasts } from '../../elements/toasts.svelte'
import { framework } from '../entry/framework.svelte'
import { report } from '../report'

/** Takes a framework away in which nothing is tagged, with a way back. */
export async function removeFramework(key: string, undoable = true): Promise<boolean> {
  const name = framework.shelf.find((one) => one.framework.key === key)?.framework.name ?? key
  try {
    const id = await ask(commands.removeFramework(key))
    await framework.refresh()
    const undo = async () => {
      try {
        await ask(commands.restoreFramework(id))
        await framework.refresh()
      } catch (error) {
        toasts.show(refusal(error).message)
      }
    }
    toasts.show(`${name} is gone.`, undoable ? { undo: () => void undo() } : {})
    return true
  } catch (error) {
    const { message, hint } = refusal(error)
    toasts.show(`${message} ${hint}`)
    return false
  }
}

/** Lets everything be counted in this framework, and offers the way back; `onchange` follows both. */
export async function useFramework(key: string, onchange?: () => void): Promise<void> {
  const before = framework.current?.key
  const name = framework.shelf.find((one) => one.framework.key === key)?.framework.name ?? key
  await ask(commands.useFramework(key))
  await framework.refresh()
  onchange?.()
  toasts.show(
    `${name} is in use. Your tags are as they were.`,
    before && before !== key ? { undo: () => void useFramework(before, onchange).catch(report) } : {},
  )
}
