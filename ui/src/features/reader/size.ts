/** "81 kB", "2.4 MB" */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const [amount, unit] = bytes < 999_500 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${amount < 10 && unit === 'MB' ? amount.toFixed(1) : Math.round(amount)} ${unit}`
}
