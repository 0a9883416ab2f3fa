/**
 * Messages one by one, each on a track: a thin line while it waits, a bar while a batch hides it. The part of the bar
 * in which the function runs is solid, the rest of the visibility timeout is hatched; the tick after it is the moment
 * from which the message can be received again.
 */
import { bisectRight } from '../../../../base/bisect.ts'
import { attemptOf } from '../../../../metrics/timeline/attempts.ts'
import type { Lives } from '../../../../metrics/timeline/lives.ts'
import { MESSAGE } from '../../../../sim/trace/messages.ts'
import { NONE } from '../../../../sim/trace/schema.ts'
import type { Surface } from '../../../chart/surface.ts'
import { trackParts } from '../tracks.ts'
import { drawDone, drawLoss } from './marks.ts'
import { stretchOf, type SourceRow, type SourceScene } from './sourceScene.ts'

/** More lives than this in view are drawn as a depth. */
const MOST_LIVES = 1500
const NUMBER_SIZE = 12
/** Bars as high as this have room for the number of times a message was received. */
const NUMBER_ROOM = 13
const DIGIT = 7

/** Lives of a track that may touch a stretch of time: they follow one another. */
export function livesWithin({ starts, tracks }: Lives, track: number, [from, to]: readonly [number, number]): [number, number] {
  const [first, end] = [tracks[track]!, tracks[track + 1]!]
  return [Math.max(first, bisectRight(starts, from, first, end) - 1), bisectRight(starts, to, first, end)]
}

/** Whether there are few enough in view to be told apart. */
export function areFew(lives: Lives, domain: readonly [number, number]): boolean {
  let count = 0
  for (let track = 0; track < lives.groups.length; track++) {
    const [first, last] = livesWithin(lives, track, domain)
    count += last - first
  }
  return count <= MOST_LIVES
}

interface Line {
  y: number
  bar: number
}

export function drawTracks(surface: Surface, scene: SourceScene, { source, y, height }: SourceRow, lives: Lives): void {
  const parts = trackParts(height, lives.groups.length)
  for (let track = 0; track < lives.groups.length; track++) {
    const middle = y + parts.top + (track + 0.5) * parts.height
    if (track > 0 && lives.groups[track] !== lives.groups[track - 1]) {
      surface.rect({ x: scene.plot.x, y: Math.round(middle - parts.height / 2), width: scene.plot.width, height: 1 }, { color: scene.palette.grid })
    }
    const [first, last] = livesWithin(lives, track, scene.scale.domain)
    for (let life = first; life < last; life++) drawLife(surface, scene, { lives, life, line: { y: middle, bar: parts.bar }, events: source.kind === 'events' })
  }
}

interface Drawn {
  lives: Lives
  life: number
  line: Line
  /** Asynchronous events: nothing hides them but the attempt itself. */
  events: boolean
}

function drawLife(surface: Surface, scene: SourceScene, drawn: Drawn): void {
  const { lives, life, line, events } = drawn
  const { palette, scale, index } = scene
  const { until } = index.trace
  const [start, ready, end] = [lives.starts[life]!, lives.readies[life]!, Math.min(until, lives.ends[life]!)]
  const span = stretchOf(scene, start, end)
  if (span === null) return
  surface.polyline([span.x, line.y, span.x + span.width, line.y], { color: palette.textMuted, width: 1.5, ...(events && { dash: [3, 3] }) })
  const delay = ready > start ? stretchOf(scene, start, ready) : null
  if (delay !== null) surface.rect({ ...delay, y: line.y - line.bar / 2, height: line.bar }, { color: palette.textMuted, opacity: 0.3, pattern: 'dots', ink: palette.text }, 2)
  for (let hold = lives.holds[life]!; hold < lives.holds[life + 1]!; hold++) drawHold(surface, scene, drawn, hold)
  if (lives.fates[life] === MESSAGE.sent) return
  const mark = { x: scale.toPx(lives.ends[life]!), y: line.y, radius: Math.min(4.5, Math.max(2, line.bar / 2 + 0.5)) }
  if (mark.x > scale.range[1] + mark.radius) return
  if (lives.fates[life] === MESSAGE.deleted) drawDone(surface, palette, { ...mark, radius: Math.min(3, mark.radius) })
  else drawLoss(surface, palette, lives.fates[life]!, mark)
}

function drawHold(surface: Surface, scene: SourceScene, { lives, life, line, events }: Drawn, hold: number): void {
  const { palette, index, scale } = scene
  const { until } = index.trace
  const { attempts } = index.sources
  const [from, to] = [lives.holdStarts[hold]!, Math.min(until, lives.holdEnds[hold]!)]
  const whole = stretchOf(scene, from, to)
  if (whole === null) return
  const box = { y: line.y - line.bar / 2, height: line.bar }
  surface.rect({ ...whole, ...box }, { color: palette.accentWash, pattern: whole.width < 6 ? 'none' : 'diagonal', ink: palette.accent })
  const first = attemptOf(attempts, lives.holdRecords[hold]!)
  // A batch that was refused, or that a broker delivers again, runs in a later attempt.
  let run = first === NONE ? whole : null
  if (run !== null) surface.rect({ ...run, ...box }, { color: palette.accent })
  for (let at = first; at !== NONE; at = attempts.nexts[at]!) {
    run = stretchOf(scene, index.trace.records.time[attempts.ids[at]!]!, Math.min(to, attempts.ends[at]!)) ?? run
    if (run !== null) surface.rect({ ...run, ...box }, { color: palette.accent })
  }
  // From here on it can be received again.
  const again = !events && to < lives.ends[life]! && to < until && to <= scale.domain[1]
  if (again) surface.rect({ x: scale.toPx(to) - 1, y: line.y - line.bar / 2 - 1, width: 2, height: line.bar + 2 }, { color: palette.text })
  drawReceives(surface, scene, { count: hold - lives.holds[life]! + 1, whole, run: run === null ? 0 : run.x + run.width - whole.x, line })
}

/** The how-many-th time it is received: a number where there is room, else as many notches. */
function drawReceives(surface: Surface, { palette }: SourceScene, { count, whole, run, line }: { count: number; whole: { x: number; width: number }; run: number; line: Line }): void {
  const text = String(count)
  if (line.bar >= NUMBER_ROOM && whole.width - run >= text.length * DIGIT + 8) {
    surface.text({ x: whole.x + run + 5, y: line.y + 4.3 }, text, { color: palette.text, size: NUMBER_SIZE, weight: 600, halo: palette.background })
    return
  }
  if (line.bar < 4 || count === 1 || whole.width - run < count * 4 + 2) return
  for (let notch = 0; notch < count; notch++) surface.rect({ x: whole.x + run + 2 + notch * 4, y: line.y - line.bar / 2, width: 2, height: line.bar }, { color: palette.text })
}
