import { beforeEach, describe, expect, it } from 'vitest'
import type { Content, Suggestion } from '../../boundary'
import { blank } from '../entry/content'
import { Draft } from '../entry/draft.svelte'
import { shell } from '../../testing'
import { Suggesting } from './suggesting.svelte'

const core = { found: [] as Suggestion[], refused: [] as string[], asked: [] as string[] }

interface Args {
  content: Content
  entry: string | null
  key: string
}

const answers: Record<string, (args: Args) => unknown> = {
  suggest: ({ content, entry }) => {
    core.asked.push(`${entry ?? '-'} ${content.body ?? ''}`)
    return [...core.found]
  },
  refuse: ({ entry, key }) => {
    core.refused.push(`${entry ?? '-'} ${key}`)
    return null
  },
}

const one = (key: string, level: number | null = 3): Suggestion => ({
  key,
  name: key.toUpperCase(),
  level,
  because: ['CFO'],
  confidence: 60,
})

function open(entry: string | null = 'e1') {
  const draft = new Draft(blank('2026-11-23'), () => Promise.resolve(''))
  const at = { entry }
  const suggesting = new Suggesting(
    () => draft,
    () => at.entry,
  )
  draft.content.body = 'Told the CFO'
  return { draft, suggesting, at }
}

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more })

beforeEach(() => {
  core.found = [one('stakeholders'), one('communication', null)]
  core.refused = []
  core.asked = []
  shell(answers)
})

describe('suggesting', () => {
  it('is asked at a pause and shows what comes', async () => {
    const { suggesting } = open()
    await suggesting.paused()
    expect(core.asked).toEqual(['e1 Told the CFO'])
    expect(suggesting.shown.map(({ key }) => key)).toEqual(['stakeholders', 'communication'])
  })

  it('tags the text by Tab, says so, and gives the keys back', async () => {
    const { draft, suggesting } = open()
    await suggesting.paused()
    expect(suggesting.key(press('Tab'))).toBe(true)
    expect(draft.content.competencies).toEqual([{ key: 'stakeholders', level: 3 }])
    expect(suggesting.said).toBe('Now evidence for STAKEHOLDERS at level 3')
    // The next Tab leaves the editor, as it always does.
    expect(suggesting.key(press('Tab'))).toBe(false)
  })

  it('leaves Tab alone while nothing is suggested, and Shift Tab always', async () => {
    const { suggesting } = open()
    expect(suggesting.key(press('Tab'))).toBe(false)
    await suggesting.paused()
    expect(suggesting.key(press('Tab', { shiftKey: true }))).toBe(false)
    expect(suggesting.key(press('a'))).toBe(false)
    expect(suggesting.shown).toHaveLength(2)
  })

  it('refuses the first by Escape, and does not show it again for this text', async () => {
    const { suggesting } = open()
    await suggesting.paused()
    expect(suggesting.key(press('Escape'))).toBe(true)
    expect(suggesting.shown.map(({ key }) => key)).toEqual(['communication'])
    expect(core.refused).toEqual(['e1 stakeholders'])
    await suggesting.paused()
    expect(suggesting.shown.map(({ key }) => key)).toEqual(['communication'])
    suggesting.begin()
    await suggesting.paused()
    expect(suggesting.shown).toHaveLength(2)
  })

  it('tells of a refusal as soon as there is an entry', async () => {
    const { suggesting, at } = open(null)
    await suggesting.paused()
    suggesting.refuse()
    expect(core.refused).toEqual([])
    at.entry = 'e7'
    await suggesting.paused()
    expect(core.refused).toEqual(['e7 stakeholders'])
  })

  it('shows nothing that the text is tagged with, and nothing for an empty text', async () => {
    const { draft, suggesting } = open()
    await suggesting.paused()
    draft.content.competencies = [{ key: 'stakeholders', level: null }]
    expect(suggesting.shown.map(({ key }) => key)).toEqual(['communication'])
    draft.content.body = ' '
    await suggesting.paused()
    expect(suggesting.shown).toEqual([])
  })

  it('leaves the keys to whoever composes a character', async () => {
    const { suggesting } = open()
    await suggesting.paused()
    expect(suggesting.key(press('Tab', { isComposing: true }))).toBe(false)
  })

  it('takes the second one with a key of its own, wherever that letter is on the keyboard', async () => {
    const { draft, suggesting } = open()
    await suggesting.paused()
    const second = press('™', { code: 'Digit2', altKey: true })
    expect(suggesting.key(second)).toBe(true)
    expect(draft.content.competencies.map(({ key }) => key)).toEqual(['communication'])
    expect(suggesting.key(second)).toBe(false)
    expect(suggesting.key(press('a', { code: 'KeyA', altKey: true }))).toBe(false)
  })
})
