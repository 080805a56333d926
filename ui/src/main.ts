import { mount } from 'svelte'
import { answerClosing, onAway } from './boundary'
import { desk } from './desk.svelte'
import { launching } from './launch'
import { lock } from './lock.svelte'
import Root from './Root.svelte'
import './styles/index.css'
import { applyTheme } from './theme'

applyTheme()

// Mostly the answer is here before the page is. What takes longer is waited for on the screen.
const opened = desk.launch(launching)
await Promise.race([opened, new Promise((late) => setTimeout(late, 150))])

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')

export default mount(Root, { target })

void answerClosing()
void onAway(() => void lock())
