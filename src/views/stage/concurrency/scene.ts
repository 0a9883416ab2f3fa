/** Puts together what the concurrency chart's painter needs for a size and the viewport of the moment. */
import { stageText } from '../../../text/en/stage.ts'
import type { StageContext } from '../stageApp.ts'
import { plotSpan, type Size } from '../timeline/layout.ts'
import { scaleOf } from '../timeline/scene.ts'
import { peak, refusalsIn } from './curve.ts'
import { axisTop, type ConcurrencyScene } from './drawConcurrency.ts'
import { limitLines, type LimitLine } from './limits.ts'

const text = stageText.concurrency
/** Refusals closer together than this many pixels are one mark. */
const BUCKET_PX = 7
const TOP_MARGIN = 20
const BOTTOM_MARGIN = 8

const limitLabel = ({ kind, functionName }: LimitLine, value: number, twin: LimitLine['kind'] | null): string => {
  if (twin !== null) return text.limit.both(kind, twin, value, functionName)
  return kind === 'reserved' || kind === 'provisioned' ? text.limit[kind](value, functionName) : text.limit[kind](value)
}

/** Where the chart's axes stand in a panel of this size. */
export const concurrencyPlot = (size: Size): ConcurrencyScene['plot'] => ({
  ...plotSpan(size.width),
  y: TOP_MARGIN,
  height: Math.max(1, size.height - TOP_MARGIN - BOTTOM_MARGIN),
})

export type ChartContext = Pick<StageContext, 'model' | 'scenario' | 'palette' | 'viewport' | 'other'>

/** What of the chart depends on the run alone. */
export function limitsOf({ model, scenario, other }: Pick<StageContext, 'model' | 'scenario' | 'other'>): Pick<ConcurrencyScene, 'limits' | 'top'> {
  const limits = limitLines(scenario)
  return { limits, top: Math.max(axisTop(model.trace.levels, limits), other ? axisTop(other.trace.levels, limits) : 0) }
}

/** Everything but the curve. */
export function concurrencyScene(context: ChartContext, size: Size, limits = limitsOf(context)): Omit<ConcurrencyScene, 'curve' | 'count'> {
  const { model, palette, viewport } = context
  const plot = concurrencyPlot(size)
  const scale = scaleOf(viewport.get(), plot)
  const { levels } = model.trace
  const bin = (time: number): number => Math.min(levels.bins, Math.max(0, time / levels.binSpan))
  const bucketSpan = scale.density > 0 ? BUCKET_PX / scale.density : 1
  return {
    ...limits,
    plot,
    scale,
    palette,
    bucketSpan,
    refusals: refusalsIn(model.index, scale.domain, bucketSpan),
    busiest: (from, to) => peak(levels.busyMax[0]!, Math.floor(bin(from)), Math.ceil(bin(to))),
    limitLabel,
    offScale: text.offScale,
  }
}
