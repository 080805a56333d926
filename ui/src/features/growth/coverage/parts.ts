import type { Coverage, Leverage } from '../../../boundary'
import { type Kind, kindNames } from '../../../elements/kinds'
import type { Part } from '../charts/stack'

/** Wins and challenges have their colours; the rest is what stands around them. */
export function monthParts(coverage: readonly Coverage[]): Part[] {
  const of = (kinds: readonly Kind[]) =>
    coverage.map(({ by_kind }) => kinds.reduce((sum, kind) => sum + (by_kind[kind] ?? 0), 0))
  const rest = kindNames.filter((kind) => kind !== 'win' && kind !== 'challenge')
  return [
    { word: 'Wins', colour: 'var(--sea)', counts: of(['win']) },
    { word: 'Challenges', colour: 'var(--red)', counts: of(['challenge']) },
    { word: 'Everything else', colour: 'var(--heat-2)', counts: of(rest) },
  ]
}

/** From the author's own hands to those of others: the darker, the farther it reaches. */
export function leverageParts(leverage: readonly Leverage[]): Part[] {
  const of = (how: 'did' | 'decided' | 'influenced' | 'enabled') => leverage.map((month) => month[how])
  return [
    { word: 'Enabled others', colour: 'var(--heat-4)', counts: of('enabled') },
    { word: 'Influenced', colour: 'var(--heat-3)', counts: of('influenced') },
    { word: 'Decided', colour: 'var(--heat-2)', counts: of('decided') },
    { word: 'Did it', colour: 'var(--heat-1)', counts: of('did') },
  ]
}
