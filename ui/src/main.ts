import { mount } from 'svelte'
import { answerClosing } from './boundary'
import { desk } from './desk.svelte'
import Root from './Root.svelte'
import './styles/index.css'
import { applyTheme } from './theme'

// The journal opens while the page is put up.
void desk.launch()
applyTheme()

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')

export default mount(Root, { target })

void answerClosing()
