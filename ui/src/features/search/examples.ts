import type { Counts } from '../../boundary'
import { filter } from './query'

export interface Example {
  query: string
  /** What it finds, said after it. */
  finds: string
}

/** Three questions worth asking, with the tag, the person and the competency that the journal knows best. */
export function examples(facets: Counts | undefined, competencyName: (key: string) => string): Example[] {
  const tag = facets?.tag[0]?.value
  const person = facets?.person[0]?.value
  const key = facets?.competency[0]?.value
  return [
    tag
      ? { query: `kind:lesson ${filter('tag', tag)}`, finds: `what you learned about ${tag}` }
      : { query: 'kind:lesson roadmap', finds: 'lessons with a word in any of its forms' },
    person
      ? { query: filter('person', person), finds: `everything with ${person}` }
      : { query: '"one owner"', finds: 'these words, one behind the other' },
    key
      ? { query: `competency:${key} has:outcome`, finds: `${competencyName(key)}, with a result` }
      : { query: 'is:open kind:challenge', finds: 'challenges without an end yet' },
  ]
}
