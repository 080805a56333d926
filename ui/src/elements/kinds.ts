import GitFork from 'lucide/dist/esm/icons/git-fork.mjs'
import Lightbulb from 'lucide/dist/esm/icons/lightbulb.mjs'
import MessageSquareQuote from 'lucide/dist/esm/icons/message-square-quote.mjs'
import Mountain from 'lucide/dist/esm/icons/mountain.mjs'
import PenLine from 'lucide/dist/esm/icons/pen-line.mjs'
import Trophy from 'lucide/dist/esm/icons/trophy.mjs'
import type { Drawing } from './icon'

export const kindNames = ['reflection', 'win', 'challenge', 'decision', 'lesson', 'feedback'] as const

export type Kind = (typeof kindNames)[number]

export const kinds: Readonly<Record<Kind, { word: string; many: string; icon: Drawing; colour: string }>> = {
  reflection: { word: 'Reflection', many: 'Reflections', icon: PenLine, colour: 'var(--ink-2)' },
  win: { word: 'Win', many: 'Wins', icon: Trophy, colour: 'var(--sea)' },
  challenge: { word: 'Challenge', many: 'Challenges', icon: Mountain, colour: 'var(--red)' },
  decision: { word: 'Decision', many: 'Decisions', icon: GitFork, colour: 'var(--ink-2)' },
  lesson: { word: 'Lesson', many: 'Lessons', icon: Lightbulb, colour: 'var(--brass)' },
  feedback: { word: 'Feedback', many: 'Feedback', icon: MessageSquareQuote, colour: 'var(--ink-2)' },
}
