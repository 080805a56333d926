import { createServer } from 'node:http'
import { spawn } from 'node:child_process'
import { Desk, expect, sleep, test, until, Window } from './harness'
import { desktop } from './harness/places'

test('hostile Markdown is shown as text: no script runs and no request goes out', async ({ user, open }) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`
  await user.begins()
  await user.writes(
    [
      'Beware',
      '<script>window.__pwned = 1</script>',
      `<img src=x onerror="window.__pwned = 2"> <img src="http://${host}/html">`,
      `![a picture](http://${host}/markdown)`,
      '[press me](javascript:window.__pwned=3) [or me](data:text/html,<script>parent.__pwned=4</script>)',
      `<iframe src="http://${host}/frame"></iframe><svg onload="window.__pwned = 5"></svg>`,
      `<style>@import url("http://${host}/style")</style><a href="#" onclick="window.__pwned = 6">x</a>`,
      `<form action="http://${host}/form"><button>send</button></form>`,
    ].join('\n\n'),
  )
  const window = await open()
  await window.go('Journal')
  await window.click('button', /^Beware/)
  const article = await window.find('article')
  for (const link of await article.findElements({ css: 'a, button' })) {
    if (/press me|or me|^x$|send/.test(await link.getText())) await link.click()
  }
  await window.press('e')
  await window.find('textbox', 'Text')
  await window.searches('Beware')
  await window.find('listbox', 'Entries found')
  await sleep(500)
  expect(await window.driver.executeScript('return window.__pwned')).toBeFalsy()
  expect(asked).toEqual([])
  server.close()
})

test('the page may call nothing but the commands of Helmlog', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  const forbidden: [string, unknown][] = [
    ['plugin:fs|read_text_file', { path: '/etc/hostname' }],
    ['plugin:shell|execute', { program: 'id' }],
    ['plugin:http|fetch', {}],
    ['plugin:opener|open_path', { path: '/etc/hostname' }],
    ['plugin:opener|open_url', { url: 'https://example.org' }],
    ['plugin:dialog|open', {}],
    ['plugin:window|set_title', { value: 'x' }],
    ['plugin:webview|create_webview_window', { options: { label: 'other' } }],
    ['plugin:event|emit', { event: 'closing', payload: null }],
    ['plugin:app|version', {}],
    ['no_such_command', {}],
  ]
  for (const [command, args] of forbidden) {
    expect(await window.invoke(command, args), command).toMatchObject({ ok: false })
  }
  expect(await window.invoke('today')).toMatchObject({ ok: true })
})

test('a page from elsewhere is not shown', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.driver.executeScript('location.href = "https://example.org/"')
  await sleep(300)
  expect(await window.driver.executeScript('return location.protocol')).toBe('tauri:')
})

test('a second start brings the first window forward and opens no other', async ({ user, desk, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await desk.run('xdotool', 'search', '--name', '^Helmlog$', 'windowminimize')
  await until('the window to be minimised', async () => !(await desk.active()).includes('Helmlog'))
  const second = spawn(desktop, { env: { ...desk.env, ...user.env }, stdio: 'ignore' })
  const code = await new Promise((resolve) => second.on('exit', resolve))
  expect(code).toBe(0)
  await until('the window to be in front', async () => (await desk.active()).includes('Helmlog'))
  expect((await desk.windows()).filter((title) => title.includes('Helmlog'))).toHaveLength(1)
})

test('while the window is open, the terminal reads and does not write', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('Written in the window.')
  await window.saved()
  expect(await user.helmlog('list')).toContain('Written in the window.')
  const told = await user.tryHelmlog(['add', 'Written in the terminal.'])
  expect(told.code).toBe(1)
  expect(told.err).toMatch(/open|use/i)
})

test('a window on a vault that is in use says so', async ({ user, open }) => {
  await user.begins()
  const first = await open()
  await first.find('textbox', 'What happened')
  // Another session bus: the two programs cannot know of each other but by the vault.
  const other = await Desk.open()
  try {
    const second = await Window.open(other, user)
    await second.reads(/in use|other program|another|reading only/i)
    second.kill()
  } finally {
    other.close()
  }
})

test('a page that dies is there again with what was saved, and is written on in', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('One')
  await window.saved()
  const page = window.page
  expect(page).toBeDefined()
  process.kill(page ?? 0, 'SIGKILL')
  // The driver has lost it with the page; what is left is the keyboard.
  await until('another page', () => window.page !== undefined && window.page !== page)
  await until('the entry to go on', async () => {
    await window.desk.run('wmctrl', '-F', '-a', await window.title())
    await window.desk.run('xdotool', 'type', 'x')
    await sleep(700)
    return (await user.entries())[0]?.body.startsWith('Onex')
  })
  expect(await user.count()).toBe(1)
})
