import type { Component } from 'svelte'
import type { FacetName, WholeContent } from '../content'
import Challenge from './Challenge.svelte'
import Decision from './Decision.svelte'
import Feedback from './Feedback.svelte'
import Lesson from './Lesson.svelte'
import Outcome from './Outcome.svelte'

interface FacetProps {
  content: WholeContent
  oninput: () => void
}

/** The fields of each kind, and the words on the control that unfolds them. */
export const facetForms: Readonly<Record<FacetName, { word: string; form: Component<FacetProps> }>> = {
  outcome: { word: 'Outcome', form: Outcome },
  challenge: { word: 'Cause and next step', form: Challenge },
  decision: { word: 'Options and forecast', form: Decision },
  lesson: { word: 'Lesson', form: Lesson },
  feedback: { word: 'Quote', form: Feedback },
}
