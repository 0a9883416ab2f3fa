/** Which parts of the stage are on show. */
import type { Parts } from './stageApp.ts'

export const PART_NAMES = ['models', 'flow', 'timeline', 'concurrency'] as const
export type PartName = (typeof PART_NAMES)[number]

export interface Room {
  /** More than one column. */
  wide: boolean
  /** High enough for all parts beside each other. */
  tall: boolean
  /** High enough for one only. */
  low: boolean
  /** The scenario has an event source of each invocation model. */
  compares: boolean
}

/** What there is room for, before the reader chose: the timeline always, the flow (or the models, where there is something to compare) before the concurrency chart. */
function suggested({ wide, tall, low, compares }: Room): Record<PartName, boolean> {
  return { flow: !low && !compares, models: !low && compares, timeline: true, concurrency: wide && tall }
}

/** The reader's choices, filled up with what there is room for; at least one part. */
export function shownParts(chosen: Parts, room: Room): Record<PartName, boolean> {
  const rest = suggested(room)
  const shown = {
    flow: chosen.flow ?? rest.flow,
    models: chosen.models ?? rest.models,
    timeline: chosen.timeline ?? rest.timeline,
    concurrency: chosen.concurrency ?? rest.concurrency,
  }
  return PART_NAMES.some((name) => shown[name]) ? shown : { ...shown, timeline: true }
}
