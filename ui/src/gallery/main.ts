import { mount } from 'svelte'
import '../styles/index.css'
import { applyTheme } from '../theme'
import Gallery from './Gallery.svelte'

const asked = new URLSearchParams(location.search).get('theme')
applyTheme(asked === 'dark' || asked === 'light' ? asked : 'system')

const target = document.getElementById('app')
if (!target) throw new Error('gallery.html has no #app')

export default mount(Gallery, { target })
