/** What lies under a point of the timeline. */
import { NONE, type MessageId, type RecordId } from '../../../sim/trace/schema.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import type { TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import type { SourceArt } from './drawFurniture.ts'
import type { TimelineLayout } from './layout.ts'
import { recordAt } from './walk.ts'

/** A message, and the time under the pointer. */
export interface PointedMessage {
  message: MessageId
  time: number
}

export interface Pointed {
  /** NONE where there is none. */
  record: RecordId
  message: PointedMessage | null
  /** Whether the point is on a row of messages. */
  amongMessages: boolean
}

export const NOTHING_POINTED: Pointed = { record: NONE, message: null, amongMessages: false }

interface Pointing {
  index: TimelineIndex
  layout: TimelineLayout
  sourceArt: SourceArt | null
}

export function pointedAt({ index, layout, sourceArt }: Pointing, at: { x: number; y: number; scale: TimeScale }): Pointed {
  const found = sourceArt?.lifeAt(index, layout, at) ?? null
  if (found === null) return { ...NOTHING_POINTED, record: recordAt(index, layout, at) }
  const message = found.life === NONE ? null : { message: found.lives.of[found.life]!, time: Math.round(at.scale.toTime(at.x)) }
  return { record: NONE, message, amongMessages: true }
}

/** Whether two points lie on the same thing: a message says something else at another time. */
export const isSamePoint = (a: Pointed, b: Pointed): boolean =>
  a.record === b.record && a.message?.message === b.message?.message && a.message?.time === b.message?.time
