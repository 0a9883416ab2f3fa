/** The chain of causes on the timeline: numbered stations joined by a line that goes back in time, the rest dimmed. */
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import type { Box, Point, Surface } from '../../chart/surface.ts'
import type { Palette } from '../../design/palette.ts'
import { rowParts, rowPlace, type TimelineLayout } from './layout.ts'
import { isMark, recordBox, type Geometry } from './recordBox.ts'
import { rowOfRecord } from '../../../metrics/timeline/timelineIndex.ts'

export interface WhyScene extends Geometry {
  palette: Palette
  /** Stations, the effect first. */
  chain: readonly RecordId[]
  /** All of the request that is asked about: not dimmed either. */
  related: readonly RecordId[]
  /** What stood in the way at the chosen station: the same. */
  around: readonly RecordId[]
  /** The chosen station's place in the chain, or -1. */
  current: number
  /** Number of a station as written. */
  label: (place: number) => string
}

export interface Station {
  /** Where its number stands. */
  x: number
  y: number
  /** Where its record begins. */
  anchor: Point
  /** Its record, which is not dimmed; null where that is not drawn. */
  box: Box | null
}

/** Radius of a station, and the least distance between two in a row. */
export const STATION_RADIUS = 9
const SPACING = 2 * STATION_RADIUS + 3
/** Half the height of a mark, and a gap. */
const MARK_REACH = 8
const VEIL_OPACITY = 0.72
/** How far numbers go away from bars to make room for lines to them. */
const LEADER = 14

/** Where the stations stand. Records without a row of their own (arrivals) share that of their effect, or of their request. */
export function stationsOf({ index, layout, scale, chain, related }: Omit<WhyScene, 'palette' | 'label' | 'current' | 'around'>): readonly Station[] {
  let row = related.map((record) => rowOfRecord(index, record)).find((own) => own !== NONE) ?? NONE
  const stations = chain.map((record) => {
    const own = rowOfRecord(index, record)
    row = own === NONE ? row : own
    return stationAt({ index, layout, scale }, record, { row, own: own !== NONE })
  })
  const placed = spread(stations, layout)
  return placed.some(isAside) ? spread(aloof(stations, layout), layout) : placed
}

/** Moved away from the moment it means, by more than it covers. */
const isAside = ({ x, anchor }: Station): boolean => Math.abs(x - anchor.x) > STATION_RADIUS / 2

/** Further away from the bars, all alike, so that lines to the moments can be seen: above them, or below where there is no room. */
function aloof(stations: readonly Station[], { plot }: TimelineLayout): readonly Station[] {
  const fits = Math.min(...stations.map(({ y }) => y)) - LEADER >= plot.y
  return stations.map((station) => ({ ...station, y: fits ? station.y - LEADER : 2 * station.anchor.y - station.y + LEADER }))
}

function stationAt(geometry: Geometry, record: RecordId, { row, own }: { row: number; own: boolean }): Station {
  const { index, layout, scale } = geometry
  const place = row === NONE ? { y: layout.plot.y, height: 2 * STATION_RADIUS } : rowPlace(layout, row)
  const { barTop, barHeight } = rowParts(place.height)
  const x = scale.toPx(index.trace.records.time[record]!)
  const mark = own && isMark(index, record)
  const middle = place.y + (mark ? place.height / 2 : barTop + barHeight / 2)
  // Numbers stand above the bar or mark, so that it can be seen.
  const above = mark ? middle - MARK_REACH - STATION_RADIUS : place.y + Math.min(barTop, 4)
  return { x, y: Math.max(layout.plot.y + STATION_RADIUS, above), anchor: { x, y: middle }, box: recordBox(geometry, record) }
}

/** Pushes stations of a row apart, those of earlier records to the left. */
function spread(stations: readonly Station[], { plot }: TimelineLayout): readonly Station[] {
  const placed: Station[] = []
  const [from, to] = [plot.x + STATION_RADIUS, plot.x + plot.width - STATION_RADIUS]
  for (const station of stations) {
    const taken = placed.filter((other) => Math.abs(other.y - station.y) < SPACING).map((other) => other.x - SPACING)
    placed.push({ ...station, x: Math.min(station.x, to, ...taken) })
  }
  // A row that was pushed beyond the edge moves back as a whole.
  const least = Math.min(...placed.map(({ x }) => x))
  const shift = Math.min(...placed.map(({ anchor }) => anchor.x)) >= plot.x ? Math.max(0, from - least) : 0
  return placed.map((station) => ({ ...station, x: station.x + shift }))
}

/** What is left of a box when holes are cut into it: boxes side by side, in bands from top to bottom. */
export function veilOf(whole: Box, holes: readonly Box[]): readonly Box[] {
  const bottom = whole.y + whole.height
  const edges = [whole.y, bottom, ...holes.flatMap(({ y, height }) => [y, y + height])].filter((y) => y >= whole.y && y <= bottom)
  const rows = [...new Set(edges)].toSorted((a, b) => a - b)
  return rows.slice(1).flatMap((end, at) => bandOf(whole, { top: rows[at]!, end }, holes))
}

function bandOf({ x, width }: Box, { top, end }: { top: number; end: number }, holes: readonly Box[]): readonly Box[] {
  const inside = holes.filter((hole) => hole.width > 0 && hole.y < end && hole.y + hole.height > top).toSorted((a, b) => a.x - b.x)
  const left: Box[] = []
  let from = x
  for (const hole of inside) {
    if (hole.x > from) left.push({ x: from, y: top, width: Math.min(hole.x, x + width) - from, height: end - top })
    from = Math.max(from, hole.x + hole.width)
  }
  if (from < x + width) left.push({ x: from, y: top, width: x + width - from, height: end - top })
  return left.filter((box) => box.width > 0)
}

export function drawWhy(surface: Surface, scene: WhyScene): void {
  const { layout, palette, chain } = scene
  if (chain.length === 0) return
  const { plot } = layout
  const stations = stationsOf(scene)
  surface.clip({ ...plot, y: plot.y - STATION_RADIUS, height: plot.height + STATION_RADIUS }, () => {
    const bright = [...scene.around, ...scene.related].flatMap((record) => recordBox(scene, record) ?? [])
    for (const box of veilOf(plot, [...bright, ...stations.flatMap(({ box: hole }) => hole ?? [])])) {
      surface.rect(box, { color: palette.background, opacity: VEIL_OPACITY })
    }
    const path = stations.flatMap(({ x, y }) => [x, y])
    if (stations.length > 1) {
      surface.polyline(path, { color: palette.background, width: 5 })
      surface.polyline(path, { color: palette.accent, width: 2 })
    }
    for (const station of stations) drawLeader(surface, station, palette)
    stations.forEach((station, place) => drawStation(surface, station, { scene, place }))
  })
}

/** From the number to the moment it means, where it does not stand there. */
function drawLeader(surface: Surface, { x, y, anchor }: Station, { accent, background }: Palette): void {
  const line = [x, y, anchor.x, anchor.y]
  const tick = [anchor.x, anchor.y - 5, anchor.x, anchor.y + 5]
  for (const points of [line, tick]) surface.polyline(points, { color: background, width: 4 })
  surface.polyline(line, { color: accent, width: 1.2 })
  surface.polyline(tick, { color: accent, width: 2 })
}

const CORNERS = 24
// Computed once: angles are the same for every station.
const CIRCLE = Array.from({ length: CORNERS }, (_, at) => [Math.cos((2 * Math.PI * at) / CORNERS), Math.sin((2 * Math.PI * at) / CORNERS)] as const)
const circle = (x: number, y: number, radius: number): number[] => CIRCLE.flatMap(([cos, sin]) => [x + radius * cos, y + radius * sin])

function drawStation(surface: Surface, { x, y }: Station, { scene, place }: { scene: WhyScene; place: number }): void {
  const { palette, current, label } = scene
  const chosen = place === current
  const radius = chosen ? STATION_RADIUS + 1.5 : STATION_RADIUS
  surface.area(circle(x, y, radius + 1.5), { color: chosen ? palette.text : palette.accent })
  surface.area(circle(x, y, radius), { color: chosen ? palette.accent : palette.surface })
  surface.text({ x, y: y + 4.2 }, label(place), { color: chosen ? palette.onAccent : palette.text, size: 12, anchor: 'middle', weight: 600 })
}
