/** Where the messages and batches of queues and streams stand on the timeline: pure geometry. */
import { attemptOf } from '../../../metrics/timeline/attempts.ts'
import type { Lives } from '../../../metrics/timeline/lives.ts'
import type { RowGroup } from '../../../metrics/timeline/rows.ts'
import type { SourceLane } from '../../../metrics/timeline/sourceLanes.ts'
import type { TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'

/** Free space above and below the tracks of a row. */
const MARGIN = 4

export interface TrackParts {
  /** From the top of the row to the first track. */
  top: number
  height: number
  /** Of what is drawn in a track; its middle is that of the track. */
  bar: number
}

/** How the tracks of a queue share a row of the given height. */
export function trackParts(rowHeight: number, tracks: number): TrackParts {
  const height = Math.min(18, (rowHeight - 2 * MARGIN) / Math.max(1, tracks))
  return { top: Math.round((rowHeight - height * tracks) / 2), height, bar: Math.max(2, Math.floor(height - (height >= 6 ? 2 : 1))) }
}

/** Group of a row that shows a queue or stream. */
export const sourceGroupOf = (groups: readonly RowGroup[], row: number): (RowGroup & { source: SourceLane }) | null => {
  const group = groups.find(({ first, count }) => row >= first && row < first + count)
  return group?.source === undefined ? null : { ...group, source: group.source }
}

/** End of what a record of a source's row is drawn as: a batch lasts until its messages are free again. */
export function endOf({ trace, sources }: TimelineIndex, id: RecordId): number {
  const { time, span } = trace.records
  const at = attemptOf(sources.attempts, id)
  return at === NONE ? time[id]! + span[id]! : Math.min(trace.until, sources.attempts.frees[at]!)
}

/** First and last track of those that a batch holds; all where they are not told apart. */
export function tracksOf(lives: Lives, arrival: RecordId): readonly [number, number] {
  const found: number[] = []
  let track = 0
  for (let life = 0; life < lives.of.length; life++) {
    while (life >= lives.tracks[track + 1]!) track++
    for (let hold = lives.holds[life]!; hold < lives.holds[life + 1]!; hold++) if (lives.holdRecords[hold] === arrival) found.push(track)
  }
  return found.length === 0 ? [0, lives.groups.length - 1] : [found[0]!, found.at(-1)!]
}

/** Top and height of what a record of a source's row is drawn as. */
export function placeOf(source: SourceLane, { y, height }: { y: number; height: number }, id: RecordId): { y: number; height: number } {
  const { lives } = source
  if (lives === null) return { y: y + 2, height: height - 4 }
  const parts = trackParts(height, lives.groups.length)
  const [first, last] = tracksOf(lives, id)
  return { y: y + parts.top + first * parts.height - 1, height: (last - first + 1) * parts.height + 2 }
}
