/** Light, dark, or as the system says. Kept beside the page so that the first paint is already right. */
export type Theme = 'system' | 'light' | 'dark'

const key = 'helmlog.theme'

export function theme(): Theme {
  const kept = localStorage.getItem(key)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function applyTheme(value: Theme = theme()): void {
  if (value === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = value
}

export function setTheme(value: Theme): void {
  if (value === 'system') localStorage.removeItem(key)
  else localStorage.setItem(key, value)
  applyTheme(value)
}
