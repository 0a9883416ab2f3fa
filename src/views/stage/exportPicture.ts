/** The stage as one SVG picture: the flow at the playhead, what is on show of the timeline, the concurrency chart. */
import { formatCount } from '../../base/format.ts'
import { billedSpan, createBilling } from '../../metrics/billing.ts'
import { createSvgSurface } from '../chart/svgSurface.ts'
import type { Surface } from '../chart/surface.ts'
import { curveOf } from './concurrency/curve.ts'
import { concurrencyScene } from './concurrency/scene.ts'
import { drawConcurrency } from './concurrency/drawConcurrency.ts'
import { drawLimitLabels } from './concurrency/limitLabels.ts'
import { createFlowPainter } from './flow/draw.ts'
import { layoutFlow, preferredHeight } from './flow/layout.ts'
import { flowModelOf } from './flow/scene.ts'
import { createTrips } from './flow/trips.ts'
import { flowScene } from './flow/useFlow.ts'
import type { StageContext } from './stageApp.ts'
import { drawFolds } from './time/drawFolds.ts'
import { drawAxisLabels } from './timeline/drawFurniture.ts'
import { createTimelinePainter } from './timeline/drawTimeline.ts'
import { layoutTimeline, type Size } from './timeline/layout.ts'
import { scaleOf, timelineScene } from './timeline/scene.ts'
import * as sourceArt from './timeline/sources/drawSources.ts'

const CONCURRENCY_HEIGHT = 170

/** A surface whose origin is `dy` pixels lower on another one. */
function shifted(surface: Surface, dy: number): Surface {
  const lower = <T extends { y: number }>(place: T): T => ({ ...place, y: place.y + dy })
  const lowerAll = (points: ArrayLike<number>): number[] => Array.from(points, (value, at) => (at % 2 === 1 ? value + dy : value))
  return {
    width: surface.width,
    height: surface.height,
    rect: (box, fill, radius) => surface.rect(lower(box), fill, radius),
    polyline: (points, stroke) => surface.polyline(lowerAll(points), stroke),
    area: (points, fill) => surface.area(lowerAll(points), fill),
    text: (at, text, style) => surface.text(lower(at), text, style),
    clip: (box, draw) => surface.clip(lower(box), draw),
    bitmap: (box, pixels) => surface.bitmap(lower(box), pixels),
  }
}

/** What draws the flow as it is at the playhead, and the height that it takes. */
function flowPart(context: StageContext, width: number): { height: number; draw: (surface: Surface) => void } {
  const model = flowModelOf(context.model)
  const layout = layoutFlow(model.plan, { width, height: preferredHeight(model.plan, width) })
  const flow = { model, layout, trips: createTrips(model.plan.sources.length), reduced: false }
  return { height: layout.height, draw: (surface) => createFlowPainter()(surface, flowScene(context, flow, context.clock.state())) }
}

/** SVG text of the stage at the given size of its timeline in CSS pixels. */
export function stageSvg(context: StageContext, size: Size): string {
  const { model, scenario, palette, viewport } = context
  const flow = flowPart(context, size.width)
  const svg = createSvgSurface(size.width, flow.height + size.height + CONCURRENCY_HEIGHT, palette)
  svg.rect({ x: 0, y: 0, width: svg.width, height: svg.height }, { color: palette.background })
  flow.draw(svg)
  const layout = layoutTimeline(model.index.rows, size)
  const billing = createBilling(model.trace, scenario)
  const drawn = timelineScene(context, layout, { billed: (record) => billedSpan(model.trace, billing, record), sourceArt })
  const scene = { ...drawn, scale: scaleOf(viewport.get(), layout.plot) }
  const middle = shifted(svg, flow.height)
  createTimelinePainter()(middle, scene)
  drawAxisLabels(middle, scene, [])
  const below = shifted(svg, flow.height + size.height)
  const chart = concurrencyScene(context, { width: size.width, height: CONCURRENCY_HEIGHT })
  drawFolds(below, chart.plot, { ...chart, words: null })
  drawConcurrency(below, { ...chart, curve: curveOf(model.index, chart.scale), count: formatCount })
  drawLimitLabels(below, chart)
  return svg.toSvg(scenario.title)
}

/** Hands the picture to the reader as a file. */
export function savePicture(context: StageContext, size: Size): void {
  const url = URL.createObjectURL(new Blob([stageSvg(context, size)], { type: 'image/svg+xml' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${context.scenario.title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'stage'}.svg`
  link.click()
  URL.revokeObjectURL(url)
}
