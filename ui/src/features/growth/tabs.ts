import type { Component } from 'svelte'
import type { Growth } from '../../boundary'
import { part } from '../../parts'
import type { Params } from '../../router.svelte'
import MapTab from './map/MapTab.svelte'
import type { Span } from './period'

/** What every tab of Growth is given. */
export interface TabProps {
  /** What the period amounts to. */
  growth: Growth
  span: Span
  /** Where one is, within the tab as well: `competency` is the one that is opened. */
  params: Params
  /** What the tab has changed bears on the others. */
  onchange: () => void
}

export type TabComponent = Component<TabProps>

interface GrowthTab {
  name: string
  word: string
  /** Whether it shows the chosen period, so that choosing one makes sense. */
  ofPeriod: boolean
  read: () => Promise<{ default: unknown }>
}

/** In the order in which they are shown. Growth opens on the first one, which comes with it. */
export const growthTabs = [
  { name: 'map', word: 'Map', ofPeriod: true, read: () => Promise.resolve({ default: MapTab }) },
  { name: 'coverage', word: 'Coverage', ofPeriod: true, read: () => import('./coverage/CoverageTab.svelte') },
  {
    name: 'assessments',
    word: 'Assessments',
    ofPeriod: false,
    read: () => import('./assessments/AssessmentsTab.svelte'),
  },
  { name: 'plan', word: 'Plan', ofPeriod: false, read: () => import('./plan/PlanTab.svelte') },
  { name: 'path', word: 'Path', ofPeriod: false, read: () => import('./path/PathTab.svelte') },
  {
    name: 'framework',
    word: 'Framework',
    ofPeriod: false,
    read: () => import('../framework/FrameworkTab.svelte'),
  },
] as const satisfies readonly GrowthTab[]

export type TabName = (typeof growthTabs)[number]['name']

export const tabOf = (name: string | undefined): (typeof growthTabs)[number] =>
  growthTabs.find((tab) => tab.name === name) ?? growthTabs[0]

const here = new Map<TabName, TabComponent>([['map', MapTab]])

/** The tab if it is already here. */
export const tabNow = (name: TabName): TabComponent | undefined => here.get(name)

export async function loadTab(name: TabName): Promise<TabComponent> {
  const loaded = here.get(name)
  if (loaded) return loaded
  const tab = (await part(tabOf(name).read)).default as TabComponent
  here.set(name, tab)
  return tab
}

/** The tabs that are not here yet, one after the other, while nothing else is to be read. */
export async function loadTabs(): Promise<void> {
  for (const { name } of growthTabs) await loadTab(name)
}
