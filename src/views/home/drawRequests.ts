/** The picture of requests: when each arrived and, once it may be told, what was done for it. */
import { RECORD_KINDS } from '../../sim/trace/schema.ts'
import type { RequestFate } from '../../metrics/fates.ts'
import type { HomeRun } from '../../store/homeStore.ts'
import { recordText } from '../../text/en/records.ts'
import type { Surface } from '../chart/surface.ts'
import { timeTicks } from '../chart/ticks.ts'
import type { Palette, Phase } from '../design/palette.ts'
import { layoutRequests, type RequestsLayout } from './layout.ts'

export interface RequestsScene {
  run: HomeRun
  palette: Palette
  /** Playhead, microseconds. */
  time: number
  /** Whether the answer may be seen. */
  told: boolean
  /** The row where guess and truth part first; null before it is known. */
  divergesAt: number | null
}

const LABEL = 12
const TICK_EVERY = 110
const CROSS = 5

export function drawRequests(surface: Surface, scene: RequestsScene): void {
  const layout = layoutRequests(scene.run, surface.width, surface.height)
  const { divergesAt, palette } = scene
  if (divergesAt !== null) {
    surface.rect({ x: 0, y: divergesAt * layout.rowHeight, width: surface.width, height: layout.rowHeight - 1 }, { color: palette.accentWash })
  }
  drawAxis(surface, scene, layout)
  scene.run.fates.forEach((fate, row) => drawRow(surface, scene, { fate, layout, top: row * layout.rowHeight }))
  drawPlayhead(surface, scene, layout)
}

function drawAxis(surface: Surface, { run, palette }: RequestsScene, { scale, plotHeight, rowHeight, rows }: RequestsLayout): void {
  const { times, unit, decimals } = timeTicks([run.from, run.until], surface.width / TICK_EVERY, run.trace.until)
  for (let row = 1; row <= rows; row++) {
    surface.rect({ x: 0, y: Math.round(row * rowHeight) - 1, width: surface.width, height: 1 }, { color: palette.grid })
  }
  for (const time of times) {
    const x = scale.toPx(time)
    surface.rect({ x: Math.round(x), y: 0, width: 1, height: plotHeight + 4 }, { color: palette.grid })
    const text = recordText.momentWithUnit(time, unit, decimals)
    const half = text.length * 3.6
    const at = Math.min(surface.width - half, Math.max(half, x))
    surface.text({ x: at, y: plotHeight + 18 }, text, { color: palette.axis, size: LABEL, anchor: 'middle' })
  }
}

interface RowBox {
  fate: RequestFate
  layout: RequestsLayout
  top: number
}

function drawRow(surface: Surface, scene: RequestsScene, box: RowBox): void {
  const { palette, time, told } = scene
  const { fate, layout, top } = box
  if (time < fate.arrived) return
  if (told) drawParts(surface, scene, box)
  const x = layout.scale.toPx(fate.arrived)
  const middle = top + layout.rowHeight / 2
  surface.area([x - 6, middle - 5, x, middle, x - 6, middle + 5], { color: palette.accent })
  surface.rect({ x: x - 1, y: top + 4, width: 2, height: layout.rowHeight - 9 }, { color: palette.accent })
}

/** What the environment did, as far as the playhead; a refused request gets its cross. */
function drawParts(surface: Surface, { run, palette, time }: RequestsScene, { fate, layout, top }: RowBox): void {
  const { records } = run.trace
  const bar = { y: top + 7, height: layout.rowHeight - 15 }
  for (const part of fate.parts) {
    const from = records.time[part]!
    const to = Math.min(time, from + records.span[part]!)
    if (to <= from) continue
    const [x0, x1] = [layout.scale.toPx(from), layout.scale.toPx(to)]
    const { fill, pattern, ink } = palette.phases[RECORD_KINDS[records.kind[part]!] as Phase]
    surface.rect({ x: x0 + 0.5, y: bar.y, width: Math.max(1, x1 - x0 - 1), height: bar.height }, { color: fill, pattern, ink }, 3)
  }
  if (fate.fate !== 'refused' || time < fate.decided) return
  const x = layout.scale.toPx(fate.decided) + 14
  const y = top + layout.rowHeight / 2 - 0.5
  const stroke = { color: palette.alarm, width: 2.2 }
  surface.polyline([x - CROSS, y - CROSS, x + CROSS, y + CROSS], stroke)
  surface.polyline([x - CROSS, y + CROSS, x + CROSS, y - CROSS], stroke)
}

function drawPlayhead(surface: Surface, { palette, time }: RequestsScene, { scale, plotHeight }: RequestsLayout): void {
  surface.rect({ x: Math.round(scale.toPx(time)) - 1, y: 0, width: 2, height: plotHeight }, { color: palette.playhead })
}
