import { spawn } from 'node:child_process'
import { type Desk, expect, test, until, type User } from './harness'

const passphrase = 'four words without order'

/** A keychain that is unlocked for who is logged in, on the bus of the desk. */
async function keychain(desk: Desk, user: User) {
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...desk.env, ...user.env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  daemon.stdin.end('the password of the desktop')
  // Asked of the bus: a question to the service itself would start another one.
  await until('the keychain', async () =>
    (
      await desk.run(
        'dbus-send',
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      )
    ).includes('true'),
  )
  return daemon
}

test('the keychain opens the journal once it is trusted, and not any more when it is not', async ({
  user,
  desk,
  open,
}) => {
  const daemon = await keychain(desk, user)
  try {
    await user.begins()
    await user.writes('Told Dana first.')
    await user.locks(passphrase)
    const window = await open()
    await window.find('textbox', 'Passphrase or recovery code')
    expect(await window.names('button')).not.toContain('Open with the keychain')
    await window.unlocks(passphrase)
    await window.find('textbox', 'What happened', 30_000)
    await window.go('Settings')
    await window.click('button', 'Let the keychain open it')
    await window.typeInto('textbox', 'Present passphrase or recovery code', passphrase)
    await window.press('Enter')
    await window.reads("so does the system's keychain")
    expect(await window.violations()).toEqual([])

    await window.press('Ctrl+l')
    await window.click('button', 'Open with the keychain')
    await window.find('button', 'Stop using the keychain', 30_000)
    await window.close()
    // The terminal uses it too, where nobody gives a passphrase.
    delete user.env['HELMLOG_PASSPHRASE_FILE']
    const bus = { DBUS_SESSION_BUS_ADDRESS: desk.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
    Object.assign(user.env, bus)
    expect(await user.helmlog('list')).toContain('Told Dana first.')

    const again = await open()
    await again.click('button', 'Open with the keychain')
    await again.find('textbox', 'What happened', 30_000)
    await again.go('Settings')
    await again.click('button', 'Stop using the keychain')
    await again.find('button', 'Let the keychain open it')
    await again.close()
    expect((await user.tryHelmlog(['list'])).code).toBe(3)
  } finally {
    daemon.kill()
  }
})

test('where there is no keychain, that is said and nothing changes', async ({ user, open }) => {
  await user.begins()
  await user.locks(passphrase)
  const window = await open()
  await window.unlocks(passphrase)
  await window.find('textbox', 'What happened', 30_000)
  await window.go('Settings')
  await window.click('button', 'Let the keychain open it')
  await window.typeInto('textbox', 'Present passphrase or recovery code', passphrase)
  await window.press('Enter')
  await window.reads('keychain cannot be used')
})
