import { ask, commands, type EntryId } from '../../boundary'
import { toasts } from '../../elements/toasts.svelte'
import { report } from '../report'

/** Puts an entry in the trash, with a way back. `changed` is called each time it has moved. */
export async function trash(id: EntryId, changed: () => void): Promise<boolean> {
  try {
    await ask(commands.trashEntry(id))
  } catch (error) {
    report(error)
    return false
  }
  changed()
  toasts.show('Moved to the trash', {
    undo: () => {
      ask(commands.restoreEntry(id)).then(changed, report)
    },
  })
  return true
}
