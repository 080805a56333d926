/** The part of the page that was asked for last, here or not. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Reads a part of the page once all that were asked for before are here. Of two that are read at the same
 * time and need the same third, WebKit now and then runs one before the third has run.
 */
export function part<T>(read: () => Promise<T>): Promise<T> {
  const here = last.then(read)
  last = here.catch(() => undefined)
  return here
}
