/** The whole app over a fake boundary: `/gallery-b.html?view=search&q=roadmap&theme=dark&journal=empty`. */
import { mount } from 'svelte'
import { desk } from '../desk.svelte'
import Root from '../Root.svelte'
import { router, viewNames } from '../router.svelte'
import '../styles/index.css'
import { applyTheme } from '../theme'
import { answerAsked } from './fake-b'

const asked = new URLSearchParams(location.search)
answerAsked(asked)

const wanted = asked.get('theme')
applyTheme(wanted === 'dark' || wanted === 'light' ? wanted : 'system')

const view = viewNames.find((name) => name === asked.get('view')) ?? 'search'
const own = new Set(['view', 'theme', 'journal', 'wait', 'fails', 'profile', 'index', 'sample'])

const target = document.getElementById('app')
if (!target) throw new Error('gallery-b.html has no #app')

await desk.launch()
const app = mount(Root, { target })
// The app begins on its first screen, so the step to another one comes after it.
router.go(view, Object.fromEntries([...asked].filter(([key]) => !own.has(key))))

export default app
