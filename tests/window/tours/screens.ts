/** Every screen of a journal that has something in it, and the way there. */
import type { Window } from '../harness'

export interface Screen {
  name: string
  show: (window: Window) => Promise<void>
  /** Away from what covers the way to the other screens. */
  leave?: (window: Window) => Promise<void>
}

/** The first entry of the timeline. */
async function openFirst(window: Window): Promise<void> {
  await window.go('Journal')
  await window.click('button', 'Journal')
  await window.clickShown('[data-entry]')
  await window.find('article')
}

async function search(window: Window, query: string): Promise<void> {
  await window.go('Search')
  await window.click('combobox', 'Search your journal')
  await window.press('Escape')
  await window.type(query)
}

export const screens: readonly Screen[] = [
  {
    name: 'today',
    show: async (window) => {
      await window.go('Today')
      await window.find('textbox', 'What happened')
    },
  },
  { name: 'journal', show: openFirst },
  {
    name: 'journal-editor',
    show: async (window) => {
      await openFirst(window)
      await window.click('button', 'Edit')
      await window.find('textbox', 'Text')
    },
  },
  {
    name: 'history',
    show: async (window) => {
      await openFirst(window)
      await window.click('button', 'More')
      await window.click('menuitem', /^History/)
      await window.find('list', 'Versions')
    },
  },
  {
    name: 'trash',
    show: async (window) => {
      await window.go('Journal')
      await window.click('button', 'Trash')
      await window.reads('Entries stay here until you empty it.')
    },
  },
  {
    name: 'search',
    show: async (window) => {
      await search(window, 'launch slips')
      await window.find('listbox', 'Entries found')
    },
  },
  {
    name: 'search-empty',
    show: async (window) => {
      await search(window, 'xylophone')
      await window.reads('Nothing found')
    },
  },
  {
    name: 'palette',
    show: async (window) => {
      await window.go('Today')
      await window.searches('roadmap rev')
      await window.find('listbox', 'Entries found')
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('dialog')
    },
  },
  {
    name: 'situation',
    show: async (window) => {
      await window.go('Search')
      await window.click('combobox', 'Search your journal')
      await window.press('Escape')
      await window.click('button', 'Describe a situation')
      await window.typeInto(
        'textbox',
        'What are you facing?',
        'Sales has promised a customer a date again, and nobody has asked the team whether it can be done.',
      )
      await window.find('list', 'Faced before')
    },
    leave: (window) => window.click('button', 'Search for words'),
  },
  { name: 'growth', show: (window) => window.go('Growth') },
  {
    name: 'reading',
    show: async (window) => {
      await window.go('Lessons')
      await window.click('tab', 'Reading')
      await window.find('region', 'Next')
    },
  },
  {
    name: 'reading-opened',
    show: async (window) => {
      await window.go('Lessons')
      await window.click('tab', 'Reading')
      await window.click('button', 'A List of Wishes Is Not a Strategy')
      await window.find('textbox', 'What you take away from it')
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('textbox', 'What you take away from it')
    },
  },
  {
    name: 'people',
    show: async (window) => {
      await window.go('People')
      await window.find('region', 'Mentors')
    },
  },
  {
    name: 'person',
    show: async (window) => {
      await window.go('People')
      await window.click('button', 'Leila Haddad')
      await window.find('article', 'Leila Haddad')
      await window.reads(/\d+ entries about or with them/)
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('article', 'Leila Haddad')
    },
  },
  {
    name: 'merge',
    show: async (window) => {
      await window.go('People')
      await window.click('button', 'Ruben Castellanos')
      await window.click('button', 'Merge with somebody')
      await window.click('button', /^Kofi Mensah Peer/)
      await window.find('radio', 'Kofi Mensah')
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('dialog')
      await window.press('Escape')
    },
  },
  { name: 'portfolio', show: (window) => window.go('Portfolio') },
  { name: 'settings', show: (window) => window.go('Settings') },
  {
    name: 'backups',
    show: async (window) => {
      await window.go('Settings')
      await window.click('button', 'Back up now')
      await window.reads('Made and read back.')
      await window.run(() =>
        document.querySelector('[aria-label="Backups"]')?.scrollIntoView({ block: 'center' }),
      )
    },
  },
  {
    name: 'restore',
    show: async (window) => {
      await window.go('Settings')
      await window.click('button', /^Go back to today/)
      await window.find('dialog', /^Go back to today/)
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('dialog', /^Go back to today/)
    },
  },
  {
    name: 'passphrase',
    show: async (window) => {
      await window.go('Settings')
      await window.click('button', 'Set a passphrase')
      await window.find('textbox', 'New passphrase')
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('textbox', 'New passphrase')
    },
  },
]
