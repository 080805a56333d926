/** Where things lie. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

const built = join(
  process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'),
  process.env['HELMLOG_PROFILE'] ?? 'debug',
)

/** The program with the window. */
export const desktop = process.env['HELMLOG_DESKTOP'] ?? join(built, 'helmlog-desktop')

/** The program for the terminal. */
export const terminal = join(built, 'helmlog')

/** A place for what a run leaves behind; git does not see it. */
export const left = (...parts: string[]) => join(root, 'target', ...parts)
