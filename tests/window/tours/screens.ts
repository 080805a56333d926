/** Every screen of a journal that has something in it, and the way there. */
import type { Window } from '../harness'

export interface Screen {
  name: string
  show: (window: Window) => Promise<void>
  /** Away from what covers the way to the other screens. */
  leave?: (window: Window) => Promise<void>
}

/** What a company might have in its handbook. */
export const ladder = [
  '# Tern & Co ladder',
  '',
  '| | Product Manager | Senior Product Manager | Group Product Manager | Product Director |',
  '|---|---|---|---|---|',
  '| **Strategy** | Knows which goal each piece of work serves. | Writes the direction for one product and what it will not do. | Sets a direction that several teams decide by. | Puts a choice of years before the executives. |',
  '| **Stakeholders** | Keeps a list of who needs what.<br>Tells people about changes first. | Says no with a reason and an alternative. | Brings executives bad news early, with options. | Gets executives with opposing interests to agree. |',
  '| **Data** | Reads the numbers before and after. | Runs an experiment with a rule for stopping it. | | Changes what the company measures. |',
  '| **People** | Asks for feedback and says what came of it. | Hands over a whole problem. | Hires and coaches product managers. | Changes how product people grow. |',
].join('\n')

/** Puts a text where the cursor is, as the clipboard does. */
export async function paste(window: Window, text: string): Promise<void> {
  await window.run((pasted) => {
    document.execCommand('insertText', false, pasted)
  }, text)
}

/** The first entry of the timeline. */
async function openFirst(window: Window): Promise<void> {
  await window.go('Journal')
  await window.click('button', 'Journal')
  await window.clickShown('[data-entry]')
  await window.find('article')
}

/** A tab of Growth, over all of the story. */
async function growth(window: Window, tab: string, told: string | RegExp): Promise<void> {
  await window.go('Growth')
  await window.click('tab', tab)
  await window.reads(told)
}

async function leaveDialog(window: Window): Promise<void> {
  await window.press('Escape')
  await window.gone('dialog')
}

async function search(window: Window, query: string): Promise<void> {
  await window.go('Search')
  await window.click('combobox', 'Search your journal')
  await window.press('Escape')
  await window.type(query)
}

async function openFramework(window: Window): Promise<void> {
  await window.go('Growth')
  await window.click('tab', 'Framework')
}

const expected = ['A paper that the board decides on', 'A third team that leads itself'].values()

async function exportMarkdown(window: Window): Promise<void> {
  await window.go('Portfolio')
  await window.click('tab', 'Document')
  await window.find('heading', /^1/)
  await window.click('button', 'Export as')
  await window.click('menuitem', 'Markdown to Documents')
  await window.reads(/Saved to/)
  await window.click('button', 'Close')
  // What is said of it moves the page when it comes.
  await window.reads(/Nothing is new since version/)
}

async function bringIn(window: Window): Promise<void> {
  await openFramework(window)
  await window.click('button', 'Bring in a ladder')
  await window.click('textbox', 'The ladder')
  await paste(window, ladder)
  await window.reads('It will be a framework of its own.')
  await window.click('button', 'Bring it in')
  await window.find('button', 'Use this one')
}

async function takeAway(window: Window): Promise<void> {
  await window.click('button', 'Framework')
  await window.click('button', 'More')
  await window.click('menuitem', 'Remove')
  await window.gone('button', 'Use this one')
  // What was said of it belongs to no other screen.
  await window.run(() =>
    document.querySelectorAll<HTMLElement>('.toast [aria-label=Close]').forEach((one) => one.click()),
  )
}

export const screens: readonly Screen[] = [
  {
    name: 'today',
    show: async (window) => {
      await window.go('Today')
      await window.find('textbox', 'What happened')
    },
  },
  {
    name: 'suggestion',
    show: async (window) => {
      await window.go('Today')
      await window.click('textbox', 'What happened')
      await window.press('Ctrl+a')
      await window.type(
        'Told the CFO on Friday that the launch slips three weeks, before the numbers forced me to. She pushed back hard, then asked what I needed.',
      )
      await window.find('button', /^Stakeholder management/)
    },
    leave: async (window) => {
      await window.click('textbox', 'What happened')
      await window.press('Ctrl+a', 'Backspace')
      await window.gone('button', /^Stakeholder management/)
    },
  },
  {
    name: 'templates',
    show: async (window) => {
      await window.go('Today')
      await window.find('button', 'Template')
      await window.press('Ctrl+Shift+t')
      await window.find('menuitem', 'STAR story')
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('menuitem')
    },
  },
  {
    name: 'evening',
    show: async (window) => {
      await window.go('Today')
      await window.click('button', /^Look back/)
      await window.reads(/looking back/i)
    },
    leave: (window) => window.click('button', 'Done'),
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
    name: 'search-completing',
    show: async (window) => {
      await search(window, 'roadmap kind:')
      await window.find('list', 'Completions')
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
    name: 'palette-completing',
    show: async (window) => {
      await window.go('Today')
      await window.searches('com')
      await window.find('list', 'Completions')
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
      // What was described before is still there.
      await window.click('textbox', 'What are you facing?')
      await window.press('Ctrl+a')
      await window.type(
        'Sales has promised a customer a date again, and nobody has asked the team whether it can be done.',
      )
      await window.find('list', 'Faced before')
    },
    leave: (window) => window.click('button', 'Search for words'),
  },
  {
    name: 'growth',
    show: async (window) => {
      await window.go('Growth')
      await window.reads('Begin with one entry')
    },
  },
  {
    name: 'growth-detail',
    show: async (window) => {
      await window.go('Growth')
      await window.click('button', 'High-performing teams')
      await window.find('heading', 'High-performing teams')
    },
    leave: (window) => window.press('Escape'),
  },
  {
    name: 'growth-coverage',
    show: async (window) => {
      await growth(window, 'Coverage', 'last entry')
      await window.click('combobox', /^Period/)
      await window.click('option', '18 months')
      await window.reads('Influenced or enabled')
    },
  },
  {
    name: 'growth-assessments',
    show: (window) => growth(window, 'Assessments', 'you see yourself'),
  },
  { name: 'growth-plan', show: (window) => growth(window, 'Plan', 'Delivered by') },
  {
    name: 'growth-focus',
    show: async (window) => {
      await growth(window, 'Plan', 'Delivered by')
      await window.click('button', 'Add a focus')
      await window.find('textbox', 'What is missing')
    },
    leave: leaveDialog,
  },
  {
    name: 'growth-assess',
    show: async (window) => {
      await growth(window, 'Assessments', 'you see yourself')
      await window.click('button', 'Add an assessment')
      await window.click('combobox', /^Competency/)
      await window.click('option', 'Vision and strategy')
      await window.find('radio', /^1/)
    },
    leave: leaveDialog,
  },
  { name: 'growth-path', show: (window) => growth(window, 'Path', 'Rungs and target') },
  {
    name: 'growth-rungs',
    show: async (window) => {
      await growth(window, 'Path', 'Rungs and target')
      await window.click('button', 'Rungs and target')
      await window.find('list', 'Rungs you took')
    },
    leave: leaveDialog,
  },
  {
    name: 'growth-milestone',
    show: async (window) => {
      await growth(window, 'Path', 'Rungs and target')
      await window.click('button', 'Add a milestone')
      await window.find('textbox', 'What is to be reached')
    },
    leave: leaveDialog,
  },
  {
    name: 'lessons',
    show: async (window) => {
      await window.go('Lessons')
      await window.click('tab', /^Due/)
      await window.find('textbox', 'What do you remember?')
    },
  },
  {
    name: 'lesson-shown',
    show: async (window) => {
      await window.go('Lessons')
      await window.click('tab', /^Due/)
      await window.click('button', /^Show the lesson/)
      await window.find('button', 'Still true')
    },
  },
  {
    name: 'lessons-all',
    show: async (window) => {
      await window.go('Lessons')
      await window.click('tab', 'All')
      await window.find('region', 'Known')
    },
  },
  {
    name: 'decisions',
    show: async (window) => {
      await window.go('Lessons')
      await window.click('tab', 'Decisions')
      await window.find('figure', 'Said against came true')
    },
  },
  {
    name: 'weekly-review',
    show: async (window) => {
      await window.go('Lessons')
      await window.click('button', 'Look back at the week')
      await window.click('button', 'The week before')
      await window.find('group', 'One win')
    },
  },
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
      await window.reads(/\d+ entries about or with them/i)
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
      await window.typeInto('textbox', 'Who is the same person?', 'Kofi')
      await window.click('button', /^Kofi Mensah.+Peer/)
      await window.find('radio', 'Kofi Mensah')
    },
    leave: async (window) => {
      await window.press('Escape')
      await window.gone('dialog')
      await window.press('Escape')
    },
  },
  {
    name: 'framework',
    show: async (window) => {
      await openFramework(window)
      await window.find('region', /^Competencies and levels/)
    },
  },
  {
    name: 'ladder',
    show: async (window) => {
      await openFramework(window)
      await window.click('button', 'Bring in a ladder')
      await window.click('textbox', 'The ladder')
      await paste(window, ladder)
      await window.reads('Read as a table in Markdown')
      await window.find('region', /^Competencies and levels/)
    },
  },
  {
    name: 'mapping',
    show: async (window) => {
      await bringIn(window)
      await window.click('button', 'Map evidence')
      await window.reads('Counts in')
      await window.find('button', /^Accept: /)
    },
    leave: (window) => takeAway(window),
  },
  {
    name: 'portfolio',
    show: async (window) => {
      await window.go('Portfolio')
      await window.click('tab', 'Document')
      await window.find('heading', /^1/)
    },
  },
  {
    name: 'portfolio-names',
    show: async (window) => {
      await window.go('Portfolio')
      await window.click('tab', 'Names and sums')
      await window.click('radio', 'For your manager')
      await window.find('heading', /^Mentors/)
    },
    leave: async (window) => {
      await window.click('tab', 'Document')
      await window.click('combobox', /^Reader/)
      await window.click('option', /^For yourself/)
    },
  },
  {
    name: 'portfolio-news',
    show: async (window) => {
      await exportMarkdown(window)
      await window.click('button', 'Add an expectation')
      // Another one in each size: what is there already is nothing new.
      await window.type(expected.next().value ?? 'Something else')
      await window.press('Tab', 'Tab')
      await window.reads(/1 change since version/)
      await window.click('button', 'Show what')
      await window.find('heading', 'Expectations')
    },
  },
  {
    name: 'portfolio-versions',
    show: async (window) => {
      await exportMarkdown(window)
      await window.click('tab', 'Versions')
      await window.find('list', /^Versions/)
      await window.click('button', /^More about version/)
      await window.click('menuitem', 'What was new in it')
      await window.reads(/since version|first of its kind/)
    },
    leave: (window) => window.click('tab', 'Document'),
  },
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
