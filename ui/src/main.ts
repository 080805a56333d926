import { mount } from 'svelte'
import { answerClosing } from './boundary'
import { desk } from './desk.svelte'
import { launching } from './launch'
import Root from './Root.svelte'
import './styles/index.css'
import { applyTheme } from './theme'

void desk.launch(launching)
applyTheme()

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')

export default mount(Root, { target })

void answerClosing()
