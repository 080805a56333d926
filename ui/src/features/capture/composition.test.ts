import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry, Prompt, Today } from '../../boundary'
import { blank } from '../entry/content'

/** A core that remembers what it was told, and fails as often as it is asked to. */
const core = vi.hoisted(() => ({ calls: [] as string[], failing: new Map<string, number>(), made: 0 }))

vi.mock('../../boundary', async (original) => {
  const answer = async (name: string, words: string, data: () => unknown) => {
    core.calls.push(words ? `${name} ${words}` : name)
    const failures = core.failing.get(name) ?? 0
    core.failing.set(name, failures - 1)
    if (failures > 0) {
      return { status: 'error', error: { code: 'not_stored', message: 'The disk is full.', hint: '' } }
    }
    return { status: 'ok', data: data() }
  }
  const saved = (id: string) => ({ id, revision: 'r', at: '2026-11-23T09:41:00.000Z' })
  return {
    ...(await original<object>()),
    commands: {
      addEntry: (content: { body: string }) => answer('add', content.body, () => saved(`e${++core.made}`)),
      saveEntry: (id: string, content: { body: string }, sitting: string) =>
        answer('save', `${id} ${content.body} ${sitting}`, () => saved(id)),
      trashEntry: (id: string) => answer('trash', id, () => null),
      restoreEntry: (id: string) => answer('restore', id, () => null),
      composeToday: ({ entry, text }: { entry: string | null; text: string }) =>
        answer('compose', `${entry ?? '-'} "${text}"`, () => null),
    },
  }
})

const { Composition } = await import('./composition.svelte')

beforeEach(() => {
  vi.useFakeTimers()
  core.calls = []
  core.failing.clear()
  core.made = 0
})
afterEach(() => void vi.useRealTimers())

const pause = () => vi.advanceTimersByTimeAsync(600)

function today(change: Partial<Today> = {}): Today {
  return {
    date: '2026-11-23',
    week: 48,
    workdays_written: 0,
    workdays: 21,
    entries: [],
    composing: null,
    unsaved: '',
    lesson: null,
    follow_up: null,
    on_this_day: [],
    review: null,
    welcome_back: false,
    quiet: null,
    is_new: true,
    ...change,
  }
}

const entry = (id: string, body: string): Entry => ({
  ...blank('2026-11-23'),
  body,
  id,
  language: null,
  written_later: false,
  attachments: [],
  sample: false,
  created: '2026-11-23T08:00:00.000Z',
  modified: '2026-11-23T08:00:00.000Z',
  trashed: null,
})

const prompt: Prompt = {
  key: 'scope-cut',
  ask: 'What did you cut to keep a date?',
  kind: 'decision',
  competency: 'roadmap',
  name: 'Roadmapping',
}

describe('composition', () => {
  it('becomes an entry at the first pause and goes on as that', async () => {
    const composition = new Composition()
    composition.write('Told')
    await pause()
    composition.write('Told the CFO')
    await pause()
    expect(core.calls).toEqual(['add Told', 'compose e1 ""', 'save e1 Told the CFO continues'])
    expect(composition.draft.state).toBe('saved')
  })

  it('makes nothing out of nothing', async () => {
    const composition = new Composition()
    composition.draft.content.kind = 'win'
    composition.draft.changed()
    await pause()
    expect(core.calls.filter((call) => !call.startsWith('compose'))).toEqual([])
    expect(composition.draft.state).toBe('none')
  })

  it('begins the next entry when one is finished', async () => {
    const composition = new Composition()
    composition.write('One')
    expect(await composition.finish('2026-11-23')).toBe(true)
    composition.write('Two')
    await pause()
    expect(core.calls).toEqual(['add One', 'compose e1 ""', 'compose - ""', 'add Two', 'compose e2 ""'])
  })

  it('puts an entry without words in the trash, and takes it out when words come back', async () => {
    const composition = new Composition()
    composition.write('One')
    await pause()
    composition.write('')
    await pause()
    composition.write('Two')
    await pause()
    expect(core.calls.slice(2)).toEqual([
      'trash e1',
      'compose - ""',
      'restore e1',
      'save e1 Two ends',
      'compose e1 ""',
    ])
  })

  it('keeps the words beside an entry that cannot be made, and makes it later', async () => {
    core.failing.set('add', 1)
    const composition = new Composition()
    composition.write('One')
    await pause()
    expect(composition.draft.state).toBe('failed')
    expect(composition.draft.failure?.message).toBe('The disk is full.')
    expect(composition.draft.content.body).toBe('One')
    composition.write('One more')
    await pause()
    expect(core.calls).toEqual(['add One', 'compose - "One"', 'add One more', 'compose e1 ""'])
    expect(composition.draft.state).toBe('saved')
    expect(composition.draft.failure).toBeUndefined()
  })

  it('keeps the newer words beside an entry that could not take them', async () => {
    const composition = new Composition()
    composition.write('One')
    await pause()
    core.failing.set('save', 1)
    composition.write('One more')
    await pause()
    expect(await composition.draft.flush()).toBe(true)
    expect(core.calls.slice(2)).toEqual([
      'save e1 One more continues',
      'compose e1 "One more"',
      'save e1 One more continues',
      'compose e1 ""',
    ])
  })

  it('takes what is written on before the entry is complete for the next one', async () => {
    const composition = new Composition()
    composition.write('One')
    await pause()
    const finished = composition.finish('2026-11-23')
    composition.write('OneTw')
    composition.write('OneTwo')
    expect(await finished).toBe(true)
    expect(composition.draft.content.body).toBe('Two')
    await pause()
    expect(core.calls).toEqual(['add One', 'compose e1 ""', 'compose - ""', 'add Two', 'compose e2 ""'])
  })

  it('does not let the window close before what is written on is saved', async () => {
    const composition = new Composition()
    composition.write('One')
    void composition.finish('2026-11-23')
    composition.write('OneTwo')
    expect(composition.text).toBe('OneTwo')
    await composition.leave()
    expect(core.calls.filter((call) => call.startsWith('add'))).toEqual(['add One', 'add Two'])
  })

  it('shows what begins wherever it is shown by then', async () => {
    const composition = new Composition()
    composition.write('One')
    const finished = composition.finish('2026-11-23')
    const seen: string[] = []
    composition.onbegun = () => void seen.push(composition.text)
    expect(composition.adopt(today({ composing: entry('e9', 'Elsewhere') }))).toBe(false)
    await finished
    expect(seen).toEqual([''])
  })

  it('completes both when the second one is complete before the first is stored', async () => {
    const composition = new Composition()
    composition.write('One')
    const first = composition.finish('2026-11-23')
    composition.write('OneTwo')
    const second = composition.finish('2026-11-23')
    expect([await first, await second]).toEqual([true, true])
    expect(composition.draft.content.body).toBe('')
    expect(core.calls.filter((call) => call.startsWith('add'))).toEqual(['add One', 'add Two'])
  })

  it('stores what was changed in an entry that is being completed', async () => {
    const composition = new Composition()
    composition.write('One')
    const finished = composition.finish('2026-11-23')
    composition.write('Once')
    composition.draft.content.kind = 'win'
    composition.draft.changed()
    expect(await finished).toBe(true)
    expect(composition.draft.content).toMatchObject({ body: '', kind: 'reflection' })
    expect(core.calls.filter((call) => /^(add|save)/.test(call))).toEqual([
      'add One',
      'save e1 One continues',
      'save e1 Once continues',
    ])
    composition.write('Two')
    await pause()
    expect(core.calls.at(-2)).toBe('add Two')
  })

  it('keeps what was written on to an entry that could not be completed', async () => {
    core.failing.set('add', 1)
    const composition = new Composition()
    composition.write('One')
    const finished = composition.finish('2026-11-23')
    composition.write('One more')
    expect(await finished).toBe(false)
    expect(composition.draft.content.body).toBe('One more')
    await pause()
    expect(core.calls.filter((call) => call.startsWith('add'))).toEqual(['add One', 'add One more'])
  })

  it('does not finish what is not saved', async () => {
    core.failing.set('add', 1)
    const composition = new Composition()
    composition.write('One')
    expect(await composition.finish('2026-11-23')).toBe(false)
    expect(composition.draft.content.body).toBe('One')
  })

  it('begins a lesson that knows where it came from, after what was being written', async () => {
    const composition = new Composition()
    composition.write('One')
    const from = { ...entry('e7', 'Both changed the page.'), title: 'Two owners', tags: ['launch'] }
    expect(await composition.learn(from, '2026-11-23')).toBe(true)
    expect(core.calls).toEqual(['add One', 'compose e1 ""', 'compose - ""'])
    // What the core says meanwhile does not take it away.
    expect(composition.adopt(today())).toBe(false)
    expect(composition.draft.content).toMatchObject({
      kind: 'lesson',
      body: '',
      links: [{ kind: 'source', to: 'e7' }],
      lesson: { sentence: '', when: 'Two owners' },
      tags: ['launch'],
    })
  })

  it('begins no lesson while what was being written cannot be stored', async () => {
    core.failing.set('add', 9)
    const composition = new Composition()
    composition.write('One')
    expect(await composition.learn(entry('e7', 'Both changed it.'), '2026-11-23')).toBe(false)
    expect(composition.draft.content.body).toBe('One')
  })

  it('makes one entry only when it cannot be remembered as the one being written', async () => {
    core.failing.set('compose', 1)
    const composition = new Composition()
    composition.write('One')
    await pause()
    composition.write('One more')
    await pause()
    expect(core.calls.filter((call) => call.startsWith('add'))).toEqual(['add One'])
    expect(core.calls.at(-1)).toBe('compose e1 ""')
  })

  it('goes on where the last window was closed', async () => {
    const composition = new Composition()
    expect(composition.adopt(today({ composing: entry('e9', 'Before') }))).toBe(true)
    expect(composition.draft.content.body).toBe('Before')
    composition.write('Before and after')
    await pause()
    expect(core.calls).toEqual(['save e9 Before and after continues'])
  })

  it('takes up words that lay beside the entry, and stores them at once', async () => {
    const composition = new Composition()
    composition.adopt(today({ composing: entry('e9', 'Old'), unsaved: 'New' }))
    expect(composition.draft.content.body).toBe('New')
    await pause()
    expect(core.calls).toEqual(['save e9 New continues', 'compose e9 ""'])
  })

  it('knows better than what was read at the start', async () => {
    const start = today({ composing: entry('e9', 'Before') })
    const composition = new Composition()
    composition.begin(start)
    composition.write('Before and after')
    await pause()
    composition.begin(start)
    expect(composition.draft.content.body).toBe('Before and after')
  })

  it('takes up what was changed elsewhere, unless something happened here since it was asked', async () => {
    const composition = new Composition()
    composition.begin(today({ composing: entry('e9', 'Before') }))
    const elsewhere = today({ composing: entry('e9', 'Elsewhere') })
    expect(await composition.catchUp(() => Promise.resolve(elsewhere))).toBe(true)
    expect(composition.draft.content.body).toBe('Elsewhere')
    const late = composition.catchUp(async () => {
      composition.write('Here')
      await composition.draft.flush()
      return elsewhere
    })
    expect(await late).toBe(false)
    expect(composition.draft.content.body).toBe('Here')
  })

  it('never gives up words for what the core remembers', () => {
    const composition = new Composition()
    composition.write('Typing')
    expect(composition.adopt(today({ composing: entry('e9', 'Other') }))).toBe(false)
    expect(composition.draft.content.body).toBe('Typing')
  })

  it('answers a question with its kind and competency, and nothing of the question in the text', async () => {
    const composition = new Composition()
    composition.answer(prompt)
    expect(composition.draft.content).toMatchObject({
      kind: 'decision',
      body: '',
      competencies: [{ key: 'roadmap', level: null }],
    })
    await pause()
    expect(core.calls).toEqual([])
    composition.write('Cut the import')
    await pause()
    expect(core.calls).toEqual(['add Cut the import', 'compose e1 ""'])
    expect(composition.prompt).toEqual(prompt)
    await composition.finish('2026-11-23')
    expect(composition.prompt).toBeUndefined()
  })

  it('is what it was when it does not answer the question after all', () => {
    const composition = new Composition()
    composition.answer(prompt)
    composition.draft.content.competencies = [
      { key: 'roadmap', level: null },
      { key: 'metrics', level: 2 },
    ]
    composition.dropPrompt()
    expect(composition.draft.content).toMatchObject({
      kind: 'reflection',
      competencies: [{ key: 'metrics', level: 2 }],
    })
  })

  it('is kept where it was told to be kept', async () => {
    const kept: string[] = []
    const composition = new Composition(({ entry, text }) => {
      kept.push(`${entry ?? '-'} "${text}"`)
      return Promise.resolve({ status: 'ok', data: null })
    })
    composition.resume(null, '', blank('2026-11-23'))
    composition.write('One')
    await composition.leave()
    expect(kept).toEqual(['e1 ""'])
    expect(core.calls).toEqual(['add One'])
  })

  it('moves to the new day at midnight unless it has begun', async () => {
    const composition = new Composition()
    composition.adopt(today())
    composition.turn('2026-11-23', '2026-11-24')
    expect(composition.draft.content.on).toBe('2026-11-24')
    composition.write('One')
    await pause()
    composition.turn('2026-11-24', '2026-11-25')
    expect(composition.draft.content.on).toBe('2026-11-24')
  })
})
