import type { Change, Form, Imported, Orientation, LadderPreview } from '../../boundary'

const forms: Record<Form, string> = {
  toml: 'TOML',
  commas: 'cells parted by commas',
  semicolons: 'cells parted by semicolons',
  tabs: 'cells of a spreadsheet',
  markdown: 'a table in Markdown',
}

const axes: Record<Orientation, string> = {
  rows: 'rows are competencies, columns are levels',
  columns: 'columns are competencies, rows are levels',
}

/** How a text was read, as in "Read as a table in Markdown: rows are competencies, columns are levels." */
export function readText({ reading: { form, orientation } }: LadderPreview): string {
  return `Read as ${forms[form]}${orientation ? `: ${axes[orientation]}` : ''}.`
}

export const count = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`

export const competenciesText = (number: number): string => count(number, 'competency', 'competencies')
export const entriesText = (number: number): string => count(number, 'entry', 'entries')

/** What an import would be to the journal, as in "It follows version 2, with 3 changes." */
export function arrivalText({ arrival }: LadderPreview): string {
  switch (arrival.what) {
    case 'new':
      return 'It will be a framework of its own.'
    case 'version':
      return `It follows version ${arrival.from}, with ${count(arrival.changes.length, 'change', 'changes')}. What was expected before is kept.`
    case 'same':
      return 'It is here already, word for word.'
    case 'other_levels':
      return `The framework of this name has ${arrival.levels} levels. Give this one another name, then map one to the other.`
  }
}

/** What a change is about, and what it says in one line. */
export function changeText(change: Change): string {
  switch (change.what) {
    case 'added':
      return `${change.name} is new`
    case 'retired':
      return `${change.name} is no longer asked for`
    case 'renamed':
      return `${change.before} is called ${change.after}`
    case 'expected':
      return `${change.name}, level ${change.level} (${change.level_name})`
    case 'described':
      return `${change.name} is described in other words`
    case 'ladder':
      return 'Levels or roles are other ones'
  }
}

/** What was done, for a toast. */
export function importedText({ name, version, arrival }: Imported): string {
  if (arrival.what === 'new') return `${name} is here. Nothing is counted in it until you use it.`
  if (arrival.what === 'same') return `${name} was here already, word for word.`
  return `${name} is at version ${version}. What was expected before is kept.`
}
