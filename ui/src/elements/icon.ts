import type { LucideProps } from '@lucide/svelte'
import type { Component } from 'svelte'

/** Any icon of the set, e.g. `import Trophy from '@lucide/svelte/icons/trophy'`. */
export type IconComponent = Component<LucideProps>
