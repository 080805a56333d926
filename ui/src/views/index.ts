import type { Component } from 'svelte'
import { part } from '../parts'
import type { Params, ViewName } from '../router.svelte'
import Today from './Today.svelte'

export interface ViewProps {
  params: Params
}

export type View = Component<ViewProps>

/** What a screen asks for before it is built, if its file exports it as `ahead`. */
export type Ahead = (params: Params) => void

interface Module {
  default: unknown
  ahead?: Ahead
}

/** The screen that the app opens on is part of the first file; the others come when they are asked for. */
export const opening: View = Today as Component as View

const loaders: Readonly<Record<Exclude<ViewName, 'today'>, () => Promise<Module>>> = {
  journal: () => import('./Journal.svelte'),
  trash: () => import('./Trash.svelte'),
  search: () => import('./Search.svelte'),
  growth: () => import('./Growth.svelte'),
  lessons: () => import('./Lessons.svelte'),
  people: () => import('./People.svelte'),
  review: () => import('./Review.svelte'),
  portfolio: () => import('./Portfolio.svelte'),
  settings: () => import('./Settings.svelte'),
}

const loaded = new Map<ViewName, View>([['today', opening]])
const aheads = new Map<ViewName, Ahead>()

/** The view if it is already here. */
export function viewNow(name: ViewName): View | undefined {
  return loaded.get(name)
}

export async function loadView(name: ViewName): Promise<View> {
  const here = loaded.get(name)
  if (here || name === 'today') return here ?? opening
  const module = await part<Module>(loaders[name])
  const view = module.default as View
  loaded.set(name, view)
  if (module.ahead) aheads.set(name, module.ahead)
  return view
}

/** A screen that is here is about to be built: true if it has asked for something. */
export function readAhead(name: ViewName, params: Params): boolean {
  const ahead = aheads.get(name)
  ahead?.(params)
  return ahead !== undefined
}
