import type { Protection as Facts } from './boundary'

/** What the foot of the rail says about encryption, the lock and the backup. Set once the vault is open. */
export interface Protection {
  /** "Locks after 10 min" */
  lock: string
  /** "Backup verified today, 08:12" */
  backup?: string
  /** Something needs the user: not encrypted, or no verified backup. */
  concern?: boolean
}

/** Says no more than is true: without a passphrase the vault is encrypted, and anybody here can open it. */
export function protectionWords({ passphrase, read_only }: Facts): Protection {
  const lock = passphrase ? 'Encrypted and locked' : 'Encrypted, not locked'
  const opens = passphrase ? 'Opens with your passphrase' : 'Opens without a passphrase'
  return read_only ? { lock: 'Read only', backup: lock } : { lock, backup: opens }
}

class ProtectionState {
  current = $state.raw<Protection>()
}

export const protection = new ProtectionState()
