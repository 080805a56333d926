import { ask, commands, refusal } from '../../boundary'
import { toasts } from '../../elements/toasts.svelte'
import { framework } from '../entry/framework.svelte'

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
