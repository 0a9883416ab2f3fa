/** The lanes of queues and streams. Loaded when a run has some. */
import { sourceLanesText as text } from '../../../../text/en/sourceLanes.ts'
import { rowCount, type SourceLane } from '../../../../metrics/timeline/sourceLanes.ts'
import type { Surface } from '../../../chart/surface.ts'
import type { Palette } from '../../../design/palette.ts'
import { firstFit, fitText } from '../../flow/scene.ts'
import type { PlacedGroup } from '../layout.ts'
import { drawDepth, drawLosses } from './drawDepth.ts'
import { drawShard } from './drawShard.ts'
import { areFew, drawTracks } from './drawTracks.ts'
import type { SourceRow, SourceScene } from './sourceScene.ts'

export { MessageMarkers } from './MessageMarkers.tsx'
export { lifeAt } from './messageAt.ts'
export { attemptFacts } from './words.ts'

const LABEL_X = 16
const LABEL_SIZE = 12
/** Rows as high as this have room for a second line. */
const TWO_LINES = 30

function rowsOf({ group, y, rowHeight }: PlacedGroup, source: SourceLane): SourceRow[] {
  return Array.from({ length: group.count }, (_, place) => ({ source, row: group.first + place, place, y: y + place * rowHeight, height: rowHeight }))
}

/** Everything of one queue or stream that depends on time. */
export function drawSource(surface: Surface, scene: SourceScene, placed: PlacedGroup): void {
  const { source } = placed.group
  if (source === undefined) return
  for (const row of rowsOf(placed, source)) {
    if (source.kind === 'shards') drawShard(surface, scene, row)
    else if (source.lives !== null && areFew(source.lives, scene.scale.domain)) {
      drawTracks(surface, scene, row, source.lives)
      continue
    } else drawDepth(surface, scene, row)
    drawLosses(surface, scene, row, text.times)
  }
}

/** What stands left of its rows. */
export function drawSourceLabels(surface: Surface, { palette, name, width }: { palette: Palette; name: string; width: number }, placed: PlacedGroup): void {
  const { source } = placed.group
  if (source === undefined) return
  const room = width - LABEL_X - 8
  const half = 7 * (palette.textScale ?? 1)
  const first = { color: palette.text, size: LABEL_SIZE, weight: 500 }
  const second = { color: palette.textMuted, size: LABEL_SIZE }
  for (const { place, y, height } of rowsOf(placed, source)) {
    const middle = y + height / 2 + 4.3
    const own = source.kind === 'events' ? firstFit(text.eventQueue, room, palette) : fitText(name, room, palette)
    const line = placed.group.count > 1 ? firstFit(shardWords(source, place), room, palette) : own
    const more = height >= TWO_LINES ? firstFit(source.lives === null ? text.upTo(source.depths[place]!.most) : source.kind === 'events' ? text.retries : text.holders[source.holder], room, palette) : ''
    surface.text({ x: LABEL_X, y: more === '' ? middle : middle - half }, line, placed.group.count > 1 ? second : first)
    if (more !== '') surface.text({ x: LABEL_X, y: middle + half }, more, second)
  }
}

function shardWords(source: SourceLane, place: number): readonly string[] {
  const { shards, perShard, holder } = source
  const rows = rowCount(source)
  if (rows < shards * perShard) return text.shards(holder, Math.ceil((place * shards) / rows) + 1, Math.max(1, Math.ceil(((place + 1) * shards) / rows)))
  return perShard === 1 ? text.shard(holder, place + 1) : text.shardLane(Math.floor(place / perShard) + 1, (place % perShard) + 1)
}
