import { describe, expect, it } from 'vitest'
import { type Place, Router } from './router.svelte'

describe('router', () => {
  it('opens on today', () => {
    const router = new Router()
    expect(router.current).toMatchObject({ view: 'today', params: {} })
    expect(router.canGoBack).toBe(false)
    expect(router.back()).toBe(false)
    expect(router.forward()).toBe(false)
  })

  it('goes back and forward, with the params', () => {
    const router = new Router()
    router.go('journal', { entry: 'a' })
    router.go('journal', { entry: 'b' })
    expect(router.back()).toBe(true)
    expect(router.current.params).toEqual({ entry: 'a' })
    expect(router.canGoForward).toBe(true)
    expect(router.forward()).toBe(true)
    expect(router.current.params).toEqual({ entry: 'b' })
  })

  it('drops the way forward when another way is taken', () => {
    const router = new Router()
    router.go('journal')
    router.back()
    router.go('growth')
    expect(router.canGoForward).toBe(false)
    router.back()
    expect(router.current.view).toBe('today')
  })

  it('makes no step to where one already is', () => {
    const router = new Router()
    router.go('search', { query: 'x' })
    const place = router.current
    router.go('search', { query: 'x' })
    expect(router.current).toBe(place)
    router.back()
    expect(router.current.view).toBe('today')
  })

  it('replaces without a step and stays the same visit', () => {
    const router = new Router()
    router.go('search', { query: 'r' })
    const { visit } = router.current
    router.replace('search', { query: 'road' })
    expect(router.current).toEqual({ view: 'search', params: { query: 'road' }, visit })
    router.back()
    expect(router.current.view).toBe('today')
  })

  it('tells visits apart and finds the same one on the way back', () => {
    const router = new Router()
    router.go('journal')
    const { visit } = router.current
    router.go('growth')
    router.go('journal')
    expect(router.current.visit).not.toBe(visit)
    router.back()
    router.back()
    expect(router.current.visit).toBe(visit)
  })

  it('keeps its own copy of the params', () => {
    const router = new Router()
    const params = { entry: 'a' }
    router.go('journal', params)
    params.entry = 'b'
    expect(router.current.params).toEqual({ entry: 'a' })
  })

  const gone = (place: Place) => place.params['entry'] === 'gone'

  it('forgets places of a deleted entry, and stays on the screen that showed it', () => {
    const router = new Router()
    router.go('journal', { entry: 'gone' })
    router.go('growth')
    router.go('journal', { entry: 'gone' })
    router.forget(gone, { q: 'roadmap' })
    expect(router.current).toMatchObject({ view: 'journal', params: { q: 'roadmap' } })
    router.back()
    expect(router.current.view).toBe('growth')
    router.back()
    expect(router.current.view).toBe('today')
    expect(router.canGoBack).toBe(false)
  })

  it('goes back to the list from which a deleted entry was opened, and not forward to the entry', () => {
    const router = new Router()
    router.go('journal', { q: 'roadmap' })
    const list = router.current
    router.go('journal', { q: 'roadmap', entry: 'gone' })
    router.forget(gone)
    expect(router.current).toBe(list)
    expect(router.canGoForward).toBe(false)
  })

  it('leads nobody away who has gone on before it was known that the entry is deleted', () => {
    const router = new Router()
    router.go('journal')
    router.go('journal', { entry: 'gone' })
    router.go('journal', { entry: 'another' })
    router.forget(gone)
    expect(router.current.params).toEqual({ entry: 'another' })
    router.back()
    expect(router.current).toMatchObject({ view: 'journal', params: {} })
  })

  it('remembers a bounded number of steps', () => {
    const router = new Router()
    for (let i = 0; i < 250; i++) router.go('journal', { entry: String(i) })
    let steps = 0
    while (router.back()) steps++
    expect(steps).toBe(100)
  })

  it('comes back to a place that was kept, and stays where it is for one that says nothing', () => {
    const before = new Router()
    before.go('search', { query: 'kind:lesson' })
    const after = new Router()
    expect(after.restore(before.kept)).toBe('search')
    expect(after.current.params).toEqual({ query: 'kind:lesson' })
    expect(after.canGoBack).toBe(false)
    for (const text of ['', '{', '{"view":"nowhere","params":{}}', 'null']) {
      expect(new Router().restore(text)).toBe('today')
    }
  })
})
