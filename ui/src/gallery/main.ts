import { mount } from 'svelte'
import '../styles/index.css'
import { applyTheme } from '../theme'
import { pretend } from './backend'

const asked = new URLSearchParams(location.search)
const theme = asked.get('theme')
applyTheme(theme === 'dark' || theme === 'light' ? theme : 'system')

const target = document.getElementById('app')
if (!target) throw new Error('gallery.html has no #app')

const view = asked.get('view')
if (view) {
  // A whole screen, with the sample journal behind it.
  pretend()
  const { router, viewNames } = await import('../router.svelte')
  const { desk } = await import('../desk.svelte')
  const { default: Root } = await import('../Root.svelte')
  const name = viewNames.find((known) => known === view)
  const own = new Set(['view', 'theme', 'start', 'new', 'slow', 'full', 'readonly', 'trash'])
  await desk.launch()
  mount(Root, { target })
  if (name) router.go(name, Object.fromEntries([...asked].filter(([key]) => !own.has(key))))
} else {
  const { default: Gallery } = await import('./Gallery.svelte')
  mount(Gallery, { target })
}
