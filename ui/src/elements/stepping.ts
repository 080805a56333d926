/** Which way an arrow key goes along a list; 0 for any other key. */
export function wayOf(event: KeyboardEvent): 1 | -1 | 0 {
  if (event.ctrlKey || event.metaKey || event.altKey) return 0
  return event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
}

/**
 * Moves the keyboard to the next of `all`, or the one before, and returns it. From outside it goes on from the one
 * that `isCurrent`, and to the first where there is none.
 */
export function stepAlong(
  all: readonly HTMLElement[],
  by: 1 | -1,
  isCurrent: (one: HTMLElement) => boolean = () => false,
): HTMLElement | undefined {
  const at = all.findIndex((one) => one === document.activeElement)
  const from = at >= 0 ? at : all.findIndex(isCurrent)
  const target = all[from < 0 ? 0 : Math.max(0, Math.min(from + by, all.length - 1))]
  // Although a click may have come before it, one is to see where the keyboard is.
  target?.focus({ focusVisible: true })
  return target
}
