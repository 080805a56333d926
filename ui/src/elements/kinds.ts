import GitFork from '@lucide/svelte/icons/git-fork'
import Lightbulb from '@lucide/svelte/icons/lightbulb'
import MessageSquareQuote from '@lucide/svelte/icons/message-square-quote'
import Mountain from '@lucide/svelte/icons/mountain'
import PenLine from '@lucide/svelte/icons/pen-line'
import Trophy from '@lucide/svelte/icons/trophy'
import type { IconComponent } from './icon'

export const kindNames = ['reflection', 'win', 'challenge', 'decision', 'lesson', 'feedback'] as const

export type Kind = (typeof kindNames)[number]

export const kinds: Readonly<Record<Kind, { word: string; icon: IconComponent; colour: string }>> = {
  reflection: { word: 'Reflection', icon: PenLine, colour: 'var(--ink-2)' },
  win: { word: 'Win', icon: Trophy, colour: 'var(--sea)' },
  challenge: { word: 'Challenge', icon: Mountain, colour: 'var(--red)' },
  decision: { word: 'Decision', icon: GitFork, colour: 'var(--ink-2)' },
  lesson: { word: 'Lesson', icon: Lightbulb, colour: 'var(--brass)' },
  feedback: { word: 'Feedback', icon: MessageSquareQuote, colour: 'var(--ink-2)' },
}
