/** The flow: boxes, arrows, environments, what travels. A function of the scene, which is one of (trace, time, rate). */
import type { Box, Surface } from '../../chart/surface.ts'
import type { ServiceKind } from '../../../sim/scenario.ts'
import { FACES } from '../../../sources/faces.ts'
import { SERVICE } from '../../../sources/index.ts'
import { flowText as text } from '../../../text/en/flow.ts'
import { createCellPainter, outline } from './drawCells.ts'
import { downstreamLines, drawCoins } from './drawDownstream.ts'
import { drawArrows, drawTrips } from './drawTrips.ts'
import { HEAD, type FunctionPlace } from './layout.ts'
import { firstFit, fitText, TEXT_SIZE, textWidth, type FlowScene } from './scene.ts'
import { queueLines } from './queueWords.ts'
import { closedBy, poolFill } from './state.ts'

const INSET = 10
const RADIUS = 8

interface Line {
  text: string
  color: string
}

function panel(surface: Surface, box: Box, { palette }: FlowScene, line = palette.line): void {
  outline(surface, box, { color: line, width: 1, radius: RADIUS, fill: { color: palette.surface } })
}

/** Lines that a box has room for below its name. */
const linesIn = ({ height }: Box): number => Math.max(1, Math.floor((height - 22) / 15))

/** What a pile of coins takes at the foot of a box. */
const COINS = 15

/** A box with a name and lines below it, all centred above its foot. */
function drawNamed(surface: Surface, scene: FlowScene, box: Box, content: { name: string; lines: readonly Line[]; foot?: number }): void {
  panel(surface, box, scene)
  const room = box.width - 8
  const height = box.height - (content.foot ?? 0)
  const shown = content.lines.slice(0, linesIn({ ...box, height }))
  const x = box.x + box.width / 2
  let y = box.y + height / 2 - (shown.length * 15) / 2 + 4
  surface.text({ x, y }, fitText(content.name, room, scene.palette), { color: scene.palette.text, size: TEXT_SIZE, anchor: 'middle', weight: 600 })
  for (const line of shown) {
    y += 15
    surface.text({ x, y }, fitText(line.text, room, scene.palette), { color: line.color, size: TEXT_SIZE, anchor: 'middle' })
  }
}

function drawSources(surface: Surface, scene: FlowScene): void {
  const { layout, data, state, palette } = scene
  layout.sources.forEach(({ box }, at) => {
    const { name, queue, via, service } = data.plan.sources[at]!
    if (queue !== null) return drawQueue(surface, scene, box, at)
    if (service !== null) return drawService(surface, scene, box, { at, service })
    const { sentByCaller, retrying } = state.sources[at]!
    const lines = [{ text: text.sent(sentByCaller), color: palette.textMuted }]
    // Where there is room for one line only, who waits to try again comes first.
    // Events wait in Lambda's own queue.
    if (retrying > 0 && via !== 'event') lines[box.height >= 52 ? 'push' : 'unshift']({ text: text.retrying(retrying), color: palette.text })
    drawNamed(surface, scene, box, { name, lines })
  })
}

/** Kind and messages of a queue or stream; what it is comes first where there is room for all that counts. */
function drawQueue(surface: Surface, scene: FlowScene, box: Box, at: number): void {
  const { data, state, palette } = scene
  const { name, queue } = data.plan.sources[at]!
  const room = box.width - 8
  const lines = queueLines(queue!, state.sources[at]!)
  const counts = lines.map(({ texts, alarm }): Line => ({ text: firstFit(texts, room, palette), color: alarm ? palette.alarm : palette.text }))
  const kind = { text: firstFit(FACES[queue!]!.short, room, palette), color: palette.textMuted }
  drawNamed(surface, scene, box, { name, lines: lines.filter(({ spare }) => !spare).length < linesIn(box) ? [kind, ...counts] : counts })
}

/** What a service sent, and what it could not hand over; what it is comes first where there is room for all. */
function drawService(surface: Surface, scene: FlowScene, box: Box, { at, service }: { at: number; service: ServiceKind }): void {
  const { data, state, palette } = scene
  const { name, deadLetters } = data.plan.sources[at]!
  const { sentByCaller, notTaken } = state.sources[at]!
  const sent = { text: text.sent(sentByCaller), color: palette.textMuted }
  const counts = notTaken > 0 ? [{ text: deadLetters === null ? text.notTaken(notTaken) : text.inItsQueue(notTaken), color: palette.alarm }, sent] : [sent]
  const kind = { text: firstFit(SERVICE[service].face.short, box.width - 8, palette), color: palette.textMuted }
  drawNamed(surface, scene, box, { name, lines: counts.length < linesIn(box) ? [kind, ...counts] : counts })
}

/** How many of a door's requests are served or, of events, wait for an attempt. */
function waitingAt({ data, state }: FlowScene, door: number): number {
  const { via } = data.plan.doors[door]!
  return data.plan.sources.reduce((sum, source, at) => (source.door === door ? sum + state.sources[at]![via === 'event' ? 'retrying' : 'open'] : sum), 0)
}

function drawOutlets(surface: Surface, scene: FlowScene): void {
  const { layout, data, state, palette } = scene
  layout.outlets.forEach(({ box }, at) => {
    const { role, notes } = data.plan.outlets[at]!
    const count = state.outlets[at]!
    const color = count > 0 && role !== 'onSuccess' ? palette.alarm : palette.textMuted
    drawNamed(surface, scene, box, { name: text.outlets[role], lines: [{ text: text.outletCount(count, notes), color }] })
  })
}

function drawDoors(surface: Surface, scene: FlowScene): void {
  const { layout, data, palette } = scene
  layout.doors.forEach((box, at) => {
    drawNamed(surface, scene, box, { name: text.doors[data.plan.doors[at]!.via], lines: [{ text: text.waiting(waitingAt(scene, at)), color: palette.textMuted }] })
  })
}

/** Whether a request of a function was refused a moment ago. */
const refusing = ({ data, trips }: FlowScene, fn: number): boolean =>
  data.plan.sources.some((source, at) => source.fn === fn && trips.streams[at]!.refusals > 0)

function drawMeters(surface: Surface, scene: FlowScene, fn: number): void {
  const { layout, data, state, palette } = scene
  const alarm = refusing(scene, fn)
  layout.functions[fn]!.meters.forEach((box, at) => {
    const fill = poolFill(data, state, fn, at)
    if (!fill) return
    const full = fill.used >= fill.limit
    const name = text.meters[data.plan.functions[fn]!.pools[at]!.kind]
    const closed = fill.used === 0 ? closedBy(data, state, fn, at) : null
    const values = closed ? text.closed[closed] : [text.fill(fill.used, fill.limit), text.fillClose(fill.used, fill.limit), text.fillShort(fill.used, fill.limit)]
    const value = firstFit(values, box.width - textWidth(name, palette) - 4, palette) || firstFit(values, box.width, palette)
    const y = box.y + Math.round(box.height / 2)
    const style = { size: TEXT_SIZE, weight: full && !closed ? 600 : 400 }
    surface.text({ x: box.x + box.width, y: y - 1 }, value, { ...style, anchor: 'end', color: full && alarm ? palette.alarm : palette.text })
    surface.text({ x: box.x, y: y - 1 }, firstFit([name], box.width - textWidth(value, palette) - 4, palette), { ...style, weight: 400, color: palette.textMuted })
    const bar = { x: box.x, y: y + 5, width: box.width, height: 6 }
    surface.rect(bar, { color: palette.line }, 3)
    const width = fill.used === 0 ? 0 : Math.min(1, fill.used / fill.limit) * bar.width
    if (width > 0) surface.rect({ ...bar, width: Math.max(3, width) }, { color: full && alarm ? palette.alarm : palette.accent }, 3)
  })
}

function drawLambda(surface: Surface, scene: FlowScene): void {
  const { layout, palette } = scene
  for (const box of layout.lambda) {
    panel(surface, box, scene, palette.accent)
    surface.text({ x: box.x + INSET, y: box.y + 17 }, text.lambda, { color: palette.text, size: TEXT_SIZE, weight: 600 })
  }
  layout.functions.forEach((_, fn) => drawMeters(surface, scene, fn))
}

function drawFunctionHead(surface: Surface, scene: FlowScene, place: FunctionPlace, fn: number): void {
  const { palette, state, data } = scene
  const { name, groups } = data.plan.functions[fn]!
  const { alive, starting, running } = state.functions[fn]!
  const busy = starting + running
  const { box } = place
  const room = box.width - 2 * INSET
  const counts = alive === 0 ? [text.empty, ''] : [text.busy(busy, alive), text.busyShort(busy, alive), '']
  const count = firstFit(counts, room - Math.min(textWidth(name, palette), 60) - 8, palette)
  surface.text({ x: box.x + INSET, y: box.y + 17 }, fitText(name, room - textWidth(count, palette) - 8, palette), { color: palette.text, size: TEXT_SIZE, weight: 600 })
  surface.text({ x: box.x + box.width - INSET, y: box.y + 17 }, count, { color: palette.textMuted, size: TEXT_SIZE, anchor: 'end' })
  if (place.caption === 0) return
  place.grids.forEach((grid, at) => {
    const pool = groups[at]!.kind === 'provisioned' ? 'provisioned' : 'on-demand'
    const color = pool === 'provisioned' ? palette.pools.provisioned : palette.textMuted
    surface.text({ x: grid.box.x, y: box.y + HEAD + 10 }, fitText(text.pools[pool], grid.box.width, palette), { color, size: TEXT_SIZE })
  })
}

function drawDownstream(surface: Surface, scene: FlowScene, place: FunctionPlace, fn: number): void {
  if (!place.downstream) return
  const own = scene.state.functions[fn]!
  const { palette } = scene
  const { box } = place.downstream
  const { pays } = scene.data.plan.functions[fn]!
  const lines = downstreamLines(own, pays).map(({ texts, alarm }, at): Line => ({ text: firstFit(texts, box.width - 8, palette) || texts.at(-1)!, color: alarm ? palette.alarm : at === 0 ? palette.textMuted : palette.measured }))
  if (!pays) return drawNamed(surface, scene, box, { name: text.downstream, lines })
  drawNamed(surface, scene, box, { name: text.payments, lines, foot: COINS })
  drawCoins(surface, scene, { ...box, y: box.y + box.height - COINS }, own.coins)
}

/** The painter keeps its buffers from frame to frame. */
export function createFlowPainter(): (surface: Surface, scene: FlowScene) => void {
  const drawCells = createCellPainter()
  return (surface, scene) => {
    drawArrows(surface, scene)
    drawSources(surface, scene)
    drawDoors(surface, scene)
    drawLambda(surface, scene)
    scene.layout.functions.forEach((place, fn) => {
      panel(surface, place.box, scene, scene.palette.accent)
      drawFunctionHead(surface, scene, place, fn)
      drawCells(surface, scene, place.grids)
      drawDownstream(surface, scene, place, fn)
    })
    drawOutlets(surface, scene)
    drawTrips(surface, scene)
  }
}
