import GitFork from '@lucide/svelte/icons/git-fork'
import Lightbulb from '@lucide/svelte/icons/lightbulb'
import MessageSquareQuote from '@lucide/svelte/icons/message-square-quote'
import Mountain from '@lucide/svelte/icons/mountain'
import PenLine from '@lucide/svelte/icons/pen-line'
import Trophy from '@lucide/svelte/icons/trophy'
import type { IconComponent } from './icon'

export const kindNames = ['reflection', 'win', 'challenge', 'decision', 'lesson', 'feedback'] as const

export type Kind = (typeof kindNames)[number]

export const kinds: Readonly<
  Record<Kind, { word: string; many: string; icon: IconComponent; colour: string }>
> = {
  reflection: { word: 'Reflection', many: 'Reflections', icon: PenLine, colour: 'var(--ink-2)' },
  win: { word: 'Win', many: 'Wins', icon: Trophy, colour: 'var(--sea)' },
  challenge: { word: 'Challenge', many: 'Challenges', icon: Mountain, colour: 'var(--red)' },
  decision: { word: 'Decision', many: 'Decisions', icon: GitFork, colour: 'var(--ink-2)' },
  lesson: { word: 'Lesson', many: 'Lessons', icon: Lightbulb, colour: 'var(--brass)' },
  feedback: { word: 'Feedback', many: 'Feedback', icon: MessageSquareQuote, colour: 'var(--ink-2)' },
}
