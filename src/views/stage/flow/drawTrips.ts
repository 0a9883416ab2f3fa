/** Arrows between the boxes and what travels along them. */
import type { Box, Surface } from '../../chart/surface.ts'
import { MICROS_PER_SECOND } from '../../../base/units.ts'
import { ruleNumber } from '../../../rules/registry.ts'
import { NONE, OUTCOMES, OUTCOME_MASK } from '../../../sim/trace/schema.ts'
import { KIND } from '../../../sim/trace/writer.ts'
import { flowText } from '../../../text/en/flow.ts'
import type { Leg } from './layout.ts'
import { firstFit, TEXT_SIZE, type FlowScene } from './scene.ts'
import { DOTS_MAX, type Trip } from './trips.ts'

/** Requests run above the middle of an arrow, answers below it. */
const OUT = -4
const BACK = 5
const DOT = 4
const HOP = 15
/** What Lambda answers when it throttles. */
const LAMBDA_THROTTLE = ruleNumber('SY-05', 'throttled')

/** A point on a leg, `side` pixels off it to the left of where it leads. */
function pointOn(leg: Leg, share: number, side: number): { x: number; y: number } {
  const dx = leg.x1 - leg.x0
  const dy = leg.y1 - leg.y0
  const length = Math.max(1, Math.sqrt(dx * dx + dy * dy))
  return { x: leg.x0 + dx * share - (dy / length) * side, y: leg.y0 + dy * share + (dx / length) * side }
}

/** A point on a way of several legs. */
function pointAlong(legs: readonly Leg[], share: number, side: number): { x: number; y: number } {
  const at = Math.min(legs.length - 1, Math.max(0, Math.floor(share * legs.length)))
  return pointOn(legs[at]!, Math.min(1, Math.max(0, share * legs.length - at)), side)
}

/** With less motion: start, middle or end. */
const stepped = (progress: number): number => Math.round(progress * 2) / 2

/** Between Lambda and whoever calls it: of an event that is its queue, but for its first way, from the sender. */
function legsOf(legs: readonly Leg[], { plan, trace }: FlowScene['data'], { kind, source, record, failed }: Trip): readonly Leg[] {
  if (plan.sources[source]!.via !== 'event') return legs
  const { cause, kind: kinds } = trace.records
  const again = cause[record] !== NONE && kinds[cause[record]!] === KIND.retryWait
  // What is refused before Lambda goes back to the sender, too.
  const fromSender = (kind === 'request' && !again) || (kind === 'refusal' && failed)
  return fromSender ? legs : legs.slice(-1)
}

/** Where a trip is. */
function placeTrip({ layout, data, reduced }: FlowScene, trip: Trip): { x: number; y: number } {
  const legs = legsOf(layout.sources[trip.source]!.legs, data, trip)
  const { entry } = layout.functions[data.plan.sources[trip.source]!.fn]!
  const progress = reduced ? stepped(trip.progress) : trip.progress
  switch (trip.kind) {
    case 'request':
      return pointAlong(legs, progress, OUT)
    case 'entry':
      return pointOn(entry, progress, OUT)
    case 'answer':
      return progress < 0.25 ? pointOn(entry, 1 - progress * 4, BACK) : pointAlong(legs, 1 - (progress - 0.25) / 0.75, BACK)
    case 'giveUp':
      return pointAlong(legs.slice(0, 1), 1 - progress, BACK)
    case 'refusal': {
      const way = trip.failed && legs.length > 1 ? legs.slice(0, 1) : legs
      const share = 1 - progress
      const local = (share * way.length) % 1
      const point = pointAlong(way, share, OUT)
      // Bounces once on each leg.
      return { x: point.x, y: point.y - HOP * 4 * local * (1 - local) }
    }
  }
}

function drawArrow(surface: Surface, leg: Leg, color: string, { streams }: { streams: number }): void {
  const from = pointOn(leg, 0, OUT)
  const to = pointOn(leg, 1, OUT)
  const width = streams > DOTS_MAX ? Math.min(7, 1 + Math.sqrt(streams / DOTS_MAX) * 1.5) : 1.25
  const dx = leg.x1 - leg.x0
  const dy = leg.y1 - leg.y0
  const length = Math.max(1, Math.sqrt(dx * dx + dy * dy))
  const [ux, uy] = [dx / length, dy / length]
  const head = 5 + width / 2
  surface.polyline([from.x, from.y, to.x - ux * head, to.y - uy * head], { color, width })
  surface.area([to.x, to.y, to.x - ux * head - uy * (head * 0.6), to.y - uy * head + ux * (head * 0.6), to.x - ux * head + uy * (head * 0.6), to.y - uy * head - ux * (head * 0.6)], { color })
}

/** Along the left edge, from a topic to one more of its subscribers. */
function drawFanOut(surface: Surface, { palette }: FlowScene, { from, to }: { from: Box; to: Box }): void {
  const x = from.x - 7
  const y = to.y + to.height / 2
  surface.polyline([from.x, from.y + from.height / 2, x, from.y + from.height / 2, x, y, to.x - 4, y], { color: palette.idle, width: 1.25 })
  surface.area([to.x, y, to.x - 6, y - 3, to.x - 6, y + 3], { color: palette.idle })
}

function drawReturn(surface: Surface, leg: Leg, color: string, heavy: boolean): void {
  const from = pointOn(leg, 1, BACK)
  const to = pointOn(leg, 0, BACK)
  surface.polyline([from.x, from.y, to.x, to.y], { color, width: heavy ? 2.5 : 1, dash: [3, 3] })
}

/** The arrows; those that carry more than can be told apart are thick and carry a number. */
export function drawArrows(surface: Surface, scene: FlowScene): void {
  const { layout, trips, palette, data } = scene
  const drawn = new Set<string>()
  layout.sources.forEach(({ legs }, source) => {
    const { requests, answers } = trips.streams[source]!
    legs.forEach((leg, at) => {
      const { door } = data.plan.sources[source]!
      // Sources share the arrow of their gateway: it carries them all.
      const shared = at > 0 ? data.plan.sources.reduce((sum, other, index) => (other.door === door ? sum + trips.streams[index]!.requests : sum), 0) : requests
      const key = at > 0 ? `${door}` : `s${source}`
      if (drawn.has(key)) return
      drawn.add(key)
      drawReturn(surface, leg, palette.idle, answers > DOTS_MAX)
      drawArrow(surface, leg, shared > DOTS_MAX ? palette.accent : palette.idle, { streams: shared })
      if (shared > DOTS_MAX) drawRate(surface, scene, leg, shared)
    })
  })
  data.plan.sources.forEach(({ follows }, at) => {
    if (follows !== NONE) drawFanOut(surface, scene, { from: layout.sources[follows]!.box, to: layout.sources[at]!.box })
  })
  layout.functions.forEach(({ entry, downstream }) => {
    drawReturn(surface, entry, palette.idle, false)
    drawArrow(surface, entry, palette.idle, { streams: 0 })
    if (downstream) drawArrow(surface, downstream.leg, palette.idle, { streams: 0 })
  })
  layout.outlets.forEach(({ leg }) => drawArrow(surface, leg, palette.idle, { streams: 0 }))
}

function drawRate(surface: Surface, { trips, palette, layout }: FlowScene, leg: Leg, count: number): void {
  const label = firstFit([flowText.rate((count / trips.window) * MICROS_PER_SECOND)], Math.abs(leg.x1 - leg.x0) + 10, palette)
  const at = pointOn(leg, 0.5, OUT)
  // On a slope it would stand on the boxes.
  if (label === '' || !layout.across || Math.abs(leg.y1 - leg.y0) > 6) return
  surface.text({ x: at.x, y: at.y - 9 }, label, { color: palette.text, size: TEXT_SIZE, anchor: 'middle', weight: 600 })
}

function cross(surface: Surface, { x, y }: { x: number; y: number }, color: string): void {
  const r = 4
  surface.polyline([x - r, y - r, x + r, y + r], { color, width: 2 })
  surface.polyline([x - r, y + r, x + r, y - r], { color, width: 2 })
}

function circle(surface: Surface, { x, y }: { x: number; y: number }, radius: number, color: string): void {
  surface.rect({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }, { color }, radius)
}

function drawTrip(surface: Surface, scene: FlowScene, trip: Trip): void {
  const { palette, data, selected } = scene
  const point = placeTrip(scene, trip)
  trip.x = point.x
  trip.y = point.y
  const chosen = selected.request !== NONE && data.trace.records.request[trip.record] === selected.request
  if (chosen) circle(surface, point, DOT + 4.5, palette.accent)
  if (chosen) circle(surface, point, DOT + 2.5, palette.background)
  switch (trip.kind) {
    case 'request':
    case 'entry':
      return circle(surface, point, DOT, palette.accent)
    case 'refusal':
      circle(surface, point, DOT + 3, palette.alarmWash)
      return cross(surface, point, palette.alarm)
    case 'giveUp': {
      const r = DOT + 1.5
      const { x, y } = point
      return surface.area([x, y - r, x + r, y, x, y + r, x - r, y], { color: palette.alarm })
    }
    case 'answer': {
      // Answers are rings: full ones are on their way in.
      const color = trip.failed ? palette.alarm : palette.phases.handler.fill
      circle(surface, point, DOT, color)
      return trip.failed ? undefined : circle(surface, point, DOT - 1.75, palette.background)
    }
  }
}

/** Draws every trip; those that many share are drawn as a stream by the arrow. */
export function drawTrips(surface: Surface, scene: FlowScene): void {
  const { trips } = scene
  for (let at = 0; at < trips.length; at++) drawTrip(surface, scene, trips.list[at]!)
  drawStatuses(surface, scene)
}

/** The last trip of a kind of a source, or null. */
function lastTrip({ trips }: FlowScene, kind: Trip['kind'], source: number): Trip | null {
  for (let at = trips.length - 1; at >= 0; at--) {
    const trip = trips.list[at]!
    if (trip.kind === kind && trip.source === source) return trip
  }
  return null
}

const STATUS = { size: TEXT_SIZE, weight: 600 } as const

/** What the callers are told, over the arrow on which it comes back. */
function drawStatuses(surface: Surface, scene: FlowScene): void {
  const { layout, trips, palette, data } = scene
  layout.sources.forEach(({ legs }, source) => {
    const { refusals, giveUps } = trips.streams[source]!
    const { fn, status } = data.plan.sources[source]!
    // One caller has the space above and below its boxes for itself.
    const alone = data.plan.sources.every((other, at) => at === source || other.fn !== fn)
    const roomFor = (leg: Leg): number => (alone ? Infinity : leg.x1 - leg.x0 + 2)
    const words = (trip: Trip): number | null => {
      const outcome = OUTCOMES[data.trace.records.outcome[trip.record]! & OUTCOME_MASK]!
      return outcome === 'none' ? null : status[outcome]
    }
    const refusal = refusals > 0 ? lastTrip(scene, 'refusal', source) : null
    if (refusal) {
      const leg = refusal.failed ? legs[0]! : legs.at(-1)!
      // At Lambda's door a throttle is always a 429; gateways may translate it for their callers.
      const code = refusal.failed ? words(refusal) : LAMBDA_THROTTLE
      const label = firstFit([flowText.refused(code, refusals), flowText.refused(code, 1)], roomFor(leg), palette)
      surface.text({ x: leg.x1 - 5, y: leg.y1 + OUT - HOP - 13 }, label, { ...STATUS, anchor: 'end', color: palette.alarm })
    }
    const giveUp = giveUps > 0 ? lastTrip(scene, 'giveUp', source) : null
    if (!giveUp) return
    const label = firstFit([flowText.gaveUp(words(giveUp), giveUps), flowText.gaveUp(words(giveUp), 1)], roomFor(legs[0]!), palette)
    surface.text({ x: legs[0]!.x0 + 3, y: legs[0]!.y0 + BACK + 18 }, label, { ...STATUS, color: palette.alarm })
  })
}
