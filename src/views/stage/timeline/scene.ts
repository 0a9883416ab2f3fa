/** Puts together what the timeline's painter needs, from the run, the size of the panel and the viewport. */
import { NONE } from '../../../sim/trace/schema.ts'
import { stageText } from '../../../text/en/stage.ts'
import { createTimeScale, type TimeScale } from '../../chart/timeScale.ts'
import { viewportPieces, type Viewport } from '../../chart/viewport.ts'
import { environmentNumber, functionName, requestNumber, sourceName, tickText } from '../describe.ts'
import type { TraceModel } from '../model.ts'
import type { StageContext } from '../stageApp.ts'
import type { BilledOf } from './drawBars.ts'
import type { FurnitureText, SourceArt } from './drawFurniture.ts'
import type { TimelineScene } from './drawTimeline.ts'
import type { TimelineLayout } from './layout.ts'
import type { RowGroup } from '../../../metrics/timeline/rows.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import type { TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'

const text = stageText.timeline

/** Label of a row: the environment it holds, or the first of several that followed one another. */
function rowLabel({ rows, trace }: TimelineIndex, row: number): string {
  const first = rows.laneOffset[row]!
  const count = rows.laneOffset[row + 1]! - first
  const number = count > 0 ? environmentNumber(trace, rows.laneIds[first]!) : NONE
  return count <= 1 ? text.environment(number) : text.environmentAndMore(number, count - 1)
}

/** Who waits on the row of waits: callers, or Lambda itself. */
function specialText({ functions, traffic }: Scenario, { kind, functionLane }: RowGroup): string {
  if (kind === 'source') return ''
  if (kind !== 'callers') return text.groups[kind]
  const own = traffic.filter((source) => source.function === functions[functionLane - 1]?.FunctionName)
  return own.every(({ via }) => via === 'event' || via === 'event-source') ? text.groups.retries : text.groups.callers
}

const furnitureText = ({ index, scenario }: Pick<TraceModel, 'index' | 'scenario'>): FurnitureText => ({
  tick: tickText,
  environment: (row) => rowLabel(index, row),
  environments: text.environments,
  caption: (group, name) => text.caption(name, group.kind === 'source' ? '' : text.groups[group.kind]),
  special: (group) => specialText(scenario, group),
  times: text.times,
})

const scales = new WeakMap<Viewport, TimeScale[]>()

/** Time scale of a plot: the viewport over its width, made once for each. */
export function scaleOf(viewport: Viewport, plot: { x: number; width: number }): TimeScale {
  const known = scales.get(viewport) ?? []
  const right = plot.x + plot.width
  const found = known.find(({ range }) => range[0] === plot.x && range[1] === right)
  if (found) return found
  const scale = createTimeScale([viewport.from, viewport.to], [plot.x, right], viewportPieces(viewport))
  scales.set(viewport, [...known, scale])
  return scale
}

export function timelineScene(context: Pick<StageContext, 'model' | 'palette' | 'scenario'>, layout: TimelineLayout, { billed, sourceArt }: { billed: BilledOf; sourceArt: SourceArt | null }): Omit<TimelineScene, 'scale'> {
  const { model, palette, scenario } = context
  const { index, slots, lod, trace }: TraceModel = model
  return {
    index,
    layout,
    palette,
    slots,
    lod,
    billed,
    text: furnitureText(model),
    label: (request) => String(requestNumber(request)),
    functionName: (lane) => functionName(trace, scenario, lane),
    sourceName: (lane) => sourceName(trace, scenario, lane),
    sourceArt,
  }
}
