/** The same things with one of them a step further up or down; as they were at either end. */
export function stepOrder<T>(order: readonly T[], one: T, by: number): T[] {
  const from = order.indexOf(one)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  const rest = order.filter((other) => other !== one)
  return [...rest.slice(0, to), one, ...rest.slice(to)]
}

/** The same things with one of them before or behind another. */
export function dropOrder<T>(order: readonly T[], one: T, target: T, below: boolean): T[] {
  if (one === target || !order.includes(one) || !order.includes(target)) return [...order]
  const rest = order.filter((other) => other !== one)
  const at = rest.indexOf(target) + (below ? 1 : 0)
  return [...rest.slice(0, at), one, ...rest.slice(at)]
}
