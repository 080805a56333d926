/** What the foot of the rail says about encryption, the lock and the backup. Set once the vault is open. */
export interface Protection {
  /** "Locks after 10 min" */
  lock: string
  /** "Backup verified today, 08:12" */
  backup?: string
  /** Something needs the user: not encrypted, or no verified backup. */
  concern?: boolean
}

class ProtectionState {
  current = $state.raw<Protection>()
}

export const protection = new ProtectionState()
