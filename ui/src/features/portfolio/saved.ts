import type { Exported } from '../../boundary'

/** What became of an export, in one line. */
export function saved({ path, pages, version }: Exported): string {
  const parts = [`Saved to ${path}`]
  if (pages) parts.push(pages === 1 ? '1 page' : `${pages} pages`)
  parts.push(version ? `kept as version ${version}` : 'it could not be kept among the versions')
  return parts.join(' · ')
}
