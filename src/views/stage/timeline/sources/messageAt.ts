/** Messages by place: which one is under the pointer, where one is drawn. */
import { lifeOf, type Lives } from '../../../../metrics/timeline/lives.ts'
import type { MessageId } from '../../../../sim/trace/schema.ts'
import { NONE } from '../../../../sim/trace/schema.ts'
import type { Box } from '../../../chart/surface.ts'
import type { TimeScale } from '../../../chart/timeScale.ts'
import type { TimelineIndex } from '../../../../metrics/timeline/timelineIndex.ts'
import { rowAt, rowPlace, type TimelineLayout } from '../layout.ts'
import { sourceGroupOf, trackParts } from '../tracks.ts'
import { areFew, livesWithin } from './drawTracks.ts'

/** Pixels around a message within which it is meant. */
const REACH = 5

/** Messages of a row, if they are drawn one by one. */
function tracksAt(index: TimelineIndex, row: number, scale: TimeScale): Lives | null {
  const source = row < 0 ? undefined : sourceGroupOf(index.rows.groups, row)?.source
  return source && source.kind !== 'events' && source.lives !== null && areFew(source.lives, scale.domain) ? source.lives : null
}

/** What is under a point of a row of messages, NONE: nothing; null: there is no such row. */
export function lifeAt(index: TimelineIndex, layout: TimelineLayout, at: { x: number; y: number; scale: TimeScale }): { lives: Lives; life: number } | null {
  const row = rowAt(layout, at.y)
  const lives = tracksAt(index, row, at.scale)
  if (lives === null) return null
  const place = rowPlace(layout, row)
  const parts = trackParts(place.height, lives.groups.length)
  const track = Math.floor((at.y - place.y - parts.top) / parts.height)
  if (track < 0 || track >= lives.groups.length) return { lives, life: NONE }
  const reach = REACH / Math.max(1e-12, at.scale.density)
  const time = at.scale.toTime(at.x)
  const [first, last] = livesWithin(lives, track, [time - reach, time + reach])
  let best = NONE
  let nearest = reach
  for (let life = first; life < last; life++) {
    const distance = Math.max(lives.starts[life]! - time, time - lives.ends[life]!, 0)
    if (distance <= nearest) {
      nearest = distance
      best = life
    }
  }
  return { lives, life: best }
}

/** Where a message is drawn, cut to the plot; null where it is not. */
export function messageBox({ index, layout, scale }: { index: TimelineIndex; layout: TimelineLayout; scale: TimeScale }, message: MessageId): Box | null {
  const { messages, until } = index.trace
  const placed = layout.groups.find(({ group }) => group.source?.source === messages.lane[message])
  const lives = placed?.group.source?.lives
  if (placed === undefined || !lives || !areFew(lives, scale.domain)) return null
  const life = lifeOf(lives, message)
  if (life === NONE) return null
  const track = lives.tracks.findLastIndex((first) => first <= life)
  const parts = trackParts(placed.rowHeight, lives.groups.length)
  const [from, to] = scale.range
  const [left, right] = [scale.toPx(lives.starts[life]!) - 3, scale.toPx(Math.min(until, lives.ends[life]!)) + 5]
  if (right < from || left > to) return null
  const x = Math.max(from - 4, left)
  return { x, width: Math.min(to + 4, right) - x, y: placed.y + parts.top + track * parts.height - 1.5, height: parts.height + 3 }
}
