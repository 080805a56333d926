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
export function protectionWords({ passphrase, read_only, lock_after }: Facts): Protection {
  const lock = !passphrase
    ? 'Encrypted, not locked'
    : lock_after
      ? `Locks after ${lockWords(lock_after)}`
      : 'Locks when closed'
  const opens = passphrase ? 'Opens with your passphrase' : 'Opens without a passphrase'
  return read_only ? { lock: 'Read only', backup: lock } : { lock, backup: opens }
}

/** "10 min", "2 h" */
export function lockWords(minutes: number): string {
  return minutes % 60 ? `${minutes} min` : `${minutes / 60} h`
}

class ProtectionState {
  current = $state.raw<Protection>()
}

export const protection = new ProtectionState()
