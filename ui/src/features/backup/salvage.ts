import type { SalvageReport } from '../../boundary'
import { count } from '../../numbers'

export const salvaging =
  'Damage seldom reaches every page. Whatever stands on a whole one comes back; the damaged journal is set aside as it is.'

const entries = (number: number) => count(number, 'entry', 'entries')

/** What a salvage came to, a sentence each: what is back, then what is not. */
export function salvaged(report: SalvageReport): string[] {
  const back = entries(report.entries_whole + report.entries_unfiled + report.entries_earlier)
  const came = [
    back,
    count(report.versions, 'version', 'versions'),
    ...(report.attachments > 0 ? [count(report.attachments, 'file', 'files')] : []),
  ]
  const sentences = [`${came.slice(0, -1).join(', ')} and ${came.at(-1) ?? ''} are back.`]
  if (report.entries_unfiled > 0)
    sentences.push(`${entries(report.entries_unfiled)} with the last words, but with older tags and people.`)
  if (report.entries_earlier > 0)
    sentences.push(`${entries(report.entries_earlier)} as they were at an earlier time.`)
  if (report.entries_lost > 0) sentences.push(`${entries(report.entries_lost)} could not be read.`)
  if (report.attachments_lost > 0)
    sentences.push(`${count(report.attachments_lost, 'file', 'files')} could not be read.`)
  if (report.exports_lost > 0)
    sentences.push(
      `${count(report.exports_lost, 'portfolio that was kept', 'portfolios that were kept')} could not be read.`,
    )
  if (report.log_cut) sentences.push('The log was cut off: what was saved last may be missing.')
  if (!report.proven)
    sentences.push('The key to the check of the pages is lost, so look through what came back.')
  return sentences
}
