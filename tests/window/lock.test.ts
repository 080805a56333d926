import { expect, test, type User } from './harness'

const passphrase = 'four words without order'

const file = (user: User) => user.keeps('passphrase', passphrase)

test('a passphrase locks the journal; unlocking returns to the same place and words', async ({
  user,
  open,
}) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('Nobody else reads this.')
  await window.saved()
  await window.protects(passphrase)
  await window.click('button', 'Not now')
  await window.reads('Locks after 10 min')
  // The words under way are saved by the lock itself.
  await window.go('Today')
  await window.find('textbox', 'What happened')
  await window.press('Ctrl+End')
  await window.type(' Not even at lunch.')
  await window.press('Ctrl+l')
  await window.find('textbox', 'Passphrase or recovery code')
  expect(await window.words()).not.toContain('Nobody else')
  expect((await user.tryHelmlog(['list'])).code).toBe(3)
  expect((await user.tryHelmlog(['list', '--passphrase-file', file(user)])).out).toContain(
    'Not even at lunch.',
  )

  await window.unlocks('something else entirely')
  await window.reads('neither the passphrase nor the recovery code')
  await window.type(passphrase)
  await window.press('Enter')
  await window.find('textbox', 'What happened', 30_000)
  expect((await window.moment()).text).toBe('Nobody else reads this. Not even at lunch.')
})

test('a locked journal asks at the start, and the code on paper opens it', async ({ user, open }) => {
  await user.begins()
  const first = await open()
  await first.protects(passphrase)
  await first.typeInto('textbox', 'Passphrase', passphrase)
  await first.press('Enter')
  const shape = /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/
  await first.reads(shape)
  const code = shape.exec(await first.words())?.[0] ?? ''
  await first.click('button', 'I have written it down')
  await first.close()

  const second = await open()
  await second.find('textbox', 'Passphrase or recovery code')
  expect(await second.violations()).toEqual([])
  await second.unlocks(code.toLowerCase())
  await second.find('textbox', 'What happened', 30_000)
  expect(await second.invoke('lock', { place: '' })).toMatchObject({ ok: true })
  expect(await second.invoke('today'), 'nothing is answered while it is locked').toMatchObject({ ok: false })
})

test('one key hides everything, and the next one shows it again', async ({ user, open }) => {
  await user.begins()
  const window = await open()
  await window.find('textbox', 'What happened')
  await window.type('About my boss.')
  await window.saved()
  await window.press('Ctrl+.')
  await window.find('button', 'Press any key to go on.')
  await window.press('x')
  await window.gone('button', 'Press any key to go on.')
  expect((await window.moment()).text, 'the key that shows it is not typed').toBe('About my boss.')
})

test('it locks when the screen is locked and before the computer sleeps', async ({ user, desk, open }) => {
  await user.begins()
  await user.locks(passphrase)
  // What the system would say on its bus; a bus of the same kind stands for it.
  const system = await desk.bus()
  const window = await open(user, { DBUS_SYSTEM_BUS_ADDRESS: system })
  await window.unlocks(passphrase)
  await window.find('textbox', 'What happened', 30_000)
  await window.type('About my boss.')
  await desk.signal('org.freedesktop.ScreenSaver.ActiveChanged', false)
  await desk.signal('org.gnome.ScreenSaver.ActiveChanged', true)
  await window.unlocks(passphrase)
  await window.find('textbox', 'What happened', 30_000)
  expect((await window.moment()).text).toBe('About my boss.')
  await desk.signal('org.freedesktop.login1.Manager.PrepareForSleep', true, system)
  await window.find('textbox', 'Passphrase or recovery code')
  expect(await window.words()).not.toContain('About my boss')
  expect(await window.invoke('today')).toMatchObject({ ok: false })
})
