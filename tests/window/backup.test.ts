import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, sleep, test, until, type User } from './harness'
import { desktop } from './harness/places'

const passphrase = 'four words without order'

const backups = (user: User) => {
  try {
    return readdirSync(join(user.vault, 'backups')).filter((name) => name.endsWith('.helmlog-backup'))
  } catch {
    return []
  }
}

test('closing the window leaves a backup of what has changed, and none if nothing has', async ({
  user,
  open,
}) => {
  await user.begins()
  const first = await open()
  await first.find('textbox', 'What happened')
  await first.type('Worth keeping.')
  await first.saved()
  await first.close()
  const [made, ...more] = backups(user)
  expect(more).toEqual([])
  expect(made).toContain('-closing')
  expect(await user.helmlog('backup', 'verify', made ?? '')).toContain('1 entry')
  const second = await open()
  await second.find('textbox', 'What happened')
  await second.close()
  expect(backups(user)).toEqual([made])
})

test('a backup is made, rehearsed, and gone back to in Settings', async ({ user, open }) => {
  await user.begins()
  await user.writes('Told Dana first.')
  const window = await open()
  await window.go('Settings')
  await window.reads('There is no backup yet.')
  await window.click('button', 'Back up now')
  await window.reads('Made and read back.')
  await window.reads(/Last verified backup: today, \d\d:\d\d, 1 entry/)
  await window.click('button', 'Rehearse a restore')
  await window.reads('1 entry and 1 version came back and were read')

  await window.go('Today')
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+n')
  await window.type('Told nobody.')
  await window.saved()
  expect(await user.count()).toBe(2)
  await window.go('Settings')
  await window.click('button', /^Go back to today/)
  await window.find('dialog', /^Go back to today/)
  await window.click('button', 'Go back')
  await window.reads('The journal is back')
  await window.click('button', 'Open it')
  await window.find('textbox', 'What happened')
  expect((await user.entries()).map(({ body }) => body)).toEqual(['Told Dana first.'])
  // And forth again: what was there before the restore is a backup.
  await window.go('Settings')
  await window.reads('before going back · 2 entries')
  await window.searches('Dana')
  await window.reads('Told Dana first.')
})

test('open backups are named once there is a passphrase, and replaced', async ({ user, open }) => {
  await user.begins()
  await user.writes('Told Dana first.')
  await user.helmlog('backup', 'create')
  const window = await open()
  await window.protects(passphrase)
  await window.click('button', 'Not now')
  await window.reads('1 backup opens without the passphrase.')
  await window.click('button', 'Replace them')
  await until(
    'the open backup to be gone',
    async () => !/opens without|not locked/.test(await window.words()),
  )
  const locked = ['--passphrase-file', user.keeps('passphrase', passphrase)]
  expect(await user.helmlog('backup', 'list', ...locked)).not.toContain('open')
  expect(backups(user)).toHaveLength(1)
  expect(await window.violations()).toEqual([])
})

test('a journal that cannot be opened offers its backups, and goes on with one', async ({ user, open }) => {
  await user.begins()
  await user.writes('Told Dana first.')
  await user.helmlog('backup', 'create')
  writeFileSync(join(user.vault, 'journal.db'), 'no database')
  const window = await open()
  await window.reads('The journal could not be opened')
  expect(await window.violations()).toEqual([])
  await window.click('button', /^Go back to today/)
  await window.click('button', 'Go back')
  await window.reads('The journal is back')
  await window.click('button', 'Open it')
  await window.find('textbox', 'What happened')
  expect(await user.count()).toBe(1)
  const aside = readdirSync(join(user.vault, 'backups')).find((name) => name.startsWith('set-aside-'))
  expect(readdirSync(join(user.vault, 'backups', aside ?? ''))).toContain('journal.db')
})

test('whoever starts Helmlog again while it closes gets the window back', async ({ user, desk, open }) => {
  await user.begins()
  const folder = user.keeps('more.jsonl', '')
  const lines = Array.from({ length: 6000 }, (_, at) =>
    JSON.stringify({
      id: String(at),
      date: '2026-03-01',
      body: `Entry ${String(at)}. ${'More words. '.repeat(60)}`,
    }),
  )
  writeFileSync(folder, lines.join('\n'))
  await user.helmlog('import', 'jsonl', folder)
  mkdirSync(join(user.vault, 'backups'), { recursive: true })
  const window = await open()
  await window.find('textbox', 'What happened')
  await desk.run('wmctrl', '-F', '-c', await window.title())
  await until('the window to be hidden', async () =>
    (await desk.windows()).every((one) => !one.includes('Helmlog')),
  )
  // It is in the midst of its backup, and stays there until the second one has had the time to start.
  process.kill(window.pid, 'SIGSTOP')
  const second = spawn(desktop, {
    env: { ...desk.env, ...user.env },
    stdio: 'ignore',
  })
  const told = new Promise((resolve) => second.on('exit', resolve))
  await sleep(2000)
  process.kill(window.pid, 'SIGCONT')
  await told
  await until('the window to be back', async () =>
    (await desk.windows()).some((one) => one.includes('Helmlog')),
  )
  await window.type('Still here.')
  await window.saved()
  expect(window.alive).toBe(true)
})

test('what can be read of a locked journal that its passphrase does not open is rescued', async ({
  user,
  open,
}) => {
  await user.begins('sample')
  await user.writes('Told Dana first.')
  const there = await user.count()
  await user.locks('correct horse battery')
  garble(join(user.vault, 'journal.db'), 3000)
  const window = await open()
  await window.unlocks('correct horse battery')
  await window.reads('The journal could not be opened')
  await window.click('button', 'Rescue what can be read')
  expect(await window.violations()).toEqual([])
  await window.click('button', 'Rescue it')
  await window.typeInto('textbox', 'The passphrase of the journal', 'correct horse battery')
  await window.press('Enter')
  await window.reads('This could be read')
  await window.reads(new RegExp(`^${String(there)} entries.* are back`, 'm'))
  expect(await window.violations()).toEqual([])
  await window.click('button', 'Open it')
  await window.unlocks('correct horse battery')
  await window.find('textbox', 'What happened')
})

test('a damaged page that the check finds is no end of the journal', async ({ user, open }) => {
  await user.begins()
  await user.writes('A long evening. '.repeat(4000))
  await user.writes('Told Dana first.')
  // The end of the long one's version, which nobody looks at for the first screen.
  const path = join(user.vault, 'journal.db')
  garble(path, statSync(path).size - 8192 + 100)
  const window = await open()
  await window.go('Settings')
  await window.click('button', 'Check the journal now')
  await window.click('button', 'Rescue what can be read')
  await window.click('button', 'Rescue it')
  await window.reads('2 entries and 2 versions are back.')
  await window.reads('1 entry with the last words')
  await window.click('button', 'Open it')
  await window.find('textbox', 'What happened')
  await window.go('Settings')
  await window.click('button', 'Check the journal now')
  await window.reads('0 problems')
})

/** A letter of the file becomes another one. */
function garble(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 0x10
  writeFileSync(path, bytes)
}
