/** Where things lie. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

const target = process.env['CARGO_TARGET_DIR'] ?? join(root, 'target')

/** A program of the profile that is tried. */
export const built = (name: string) => join(target, process.env['HELMLOG_PROFILE'] ?? 'debug', name)

/** The program with the window. */
export const desktop = process.env['HELMLOG_DESKTOP'] ?? built('helmlog-desktop')

/** The program for the terminal. */
export const terminal = built('helmlog')

/** A place for what a run leaves behind; git does not see it. */
export const left = (...parts: string[]) => join(root, 'target', ...parts)
