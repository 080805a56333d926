import { describe, expect, it } from 'vitest'
import { Router } from './router.svelte'

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

  it('forgets places of a deleted entry', () => {
    const router = new Router()
    router.go('journal', { entry: 'gone' })
    router.go('growth')
    router.go('journal', { entry: 'gone' })
    router.forget((place) => place.params['entry'] === 'gone')
    expect(router.current.view).toBe('growth')
    router.back()
    expect(router.current.view).toBe('today')
    expect(router.canGoBack).toBe(false)
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
