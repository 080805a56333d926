import type { CheckReport } from '../../boundary'
import { count } from '../../numbers'

/** "1,204 entries, 3,310 versions, 18 files, 0 problems" */
export function checkText({ entries, versions, attachments, problems }: CheckReport): string {
  return [
    count(entries, 'entry', 'entries'),
    count(versions, 'version', 'versions'),
    ...(attachments > 0 ? [count(attachments, 'file', 'files')] : []),
    count(problems.length, 'problem', 'problems'),
  ].join(', ')
}
