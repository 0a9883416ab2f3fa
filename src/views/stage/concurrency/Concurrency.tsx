import { type ReactNode, useCallback, useId, useMemo, useRef } from 'react'
import { formatCount } from '../../../base/format.ts'
import { stageText } from '../../../text/en/stage.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import type { Surface } from '../../chart/surface.ts'
import { useSize } from '../../chart/useSize.ts'
import { useUnrest } from '../../frame/unrest.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { usePace } from '../../frame/usePace.ts'
import type { StageContext } from '../stageApp.ts'
import { drawFolds } from '../time/drawFolds.ts'
import { RangeBand } from '../time/lazy.tsx'
import type { TimeTools } from '../time/timeTools.ts'
import { TimeOverlay } from '../TimeOverlay.tsx'
import type { TimelineIndex } from '../../../metrics/timeline/timelineIndex.ts'
import { curveOf, inFlightNow, peak } from './curve.ts'
import { drawConcurrency, drawOtherCurve, type LimitScene } from './drawConcurrency.ts'
import { drawLimitLabels } from './limitLabels.ts'
import { useChartPointer } from './useChartPointer.ts'
import { concurrencyPlot, concurrencyScene, limitsOf } from './scene.ts'

const text = stageText.concurrency
/** Requests in flight over time, on the same time axis as the timeline above. */
export function Concurrency({ context, tools, picker = null }: { context: StageContext; tools: TimeTools; picker?: ReactNode }) {
  const { clock, viewport, hover, model, palette, scenario } = context
  const { trace, index } = model
  const other = context.other ?? null
  const box = useRef<HTMLDivElement>(null)
  const readout = useRef<HTMLSpanElement>(null)
  const read = useRef<{ moment: number; index: TimelineIndex | null }>({ moment: -1, index: null })
  const due = usePace()
  const size = useSize(box)
  const plot = useMemo(() => concurrencyPlot(size), [size])
  const limits = useMemo(() => limitsOf({ model, scenario, other }), [model, scenario, other])
  const sceneNow = useCallback(
    () => concurrencyScene({ model, scenario, palette, viewport }, size, limits),
    [model, scenario, palette, viewport, size, limits],
  )
  const paint = useCallback(
    (surface: Surface) => {
      const scene = sceneNow()
      drawFolds(surface, scene.plot, { ...scene, words: null })
      drawConcurrency(surface, { ...scene, curve: curveOf(index, scene.scale), count: formatCount })
      if (other) drawOtherCurve(surface, { ...scene, curve: curveOf(other.index, scene.scale), count: formatCount })
    },
    [sceneNow, index, other],
  )
  const labels = useLimitLabels(viewport, sceneNow)

  useChartPointer(box, context, { plot, tools })

  useFrame(clock, (state, now) => {
    if (!due(state, now)) return
    const moment = hover.get() ?? state.time
    const last = read.current
    if (last.moment === moment && last.index === index) return
    read.current = { moment, index }
    const { busy, initialising } = inFlightNow(index, moment)
    if (readout.current) readout.current.textContent = text.readout(busy, initialising)
  })

  const several = scenario.functions.length > 1
  const id = useId()
  return (
    <section className="stage-panel stage-concurrency" aria-labelledby={id}>
      <div className="stage-panel-head">
        <h2 className={picker === null ? 'eyebrow' : 'hidden-visually'} id={id}>{text.title}</h2>
        {picker}
        {several ? (
          <ul className="stage-series" role="list">
            {scenario.functions.map(({ FunctionName }, fn) => (
              <li key={FunctionName}>
                <svg width="10" height="10" aria-hidden="true"><rect width="10" height="10" rx="2" fill={palette.series[fn % palette.series.length]} /></svg>
                {FunctionName}
              </li>
            ))}
          </ul>
        ) : null}
        {context.slots?.concurrencyKey(context)}
        <span className="stage-readout" ref={readout} aria-hidden="true" />
      </div>
      <div className="stage-plot" ref={box} data-testid="concurrency">
        <Canvas clock={clock} fonts={palette} paint={paint} watch={viewport.subscribe} className="stage-canvas" />
        <TimeOverlay context={context} plot={plot} labels={null} />
        <RangeBand tools={tools} context={context} plot={plot} />
        <Canvas clock={clock} fonts={palette} {...labels} className="stage-canvas stage-canvas-top" />
        <p className="hidden-visually">
          {text.label}. {text.peak(peak(trace.levels.busyMax[0]!, 0, trace.levels.bins))}
        </p>
      </div>
    </section>
  )
}

/** How to paint the labels of limits, and when: a view that moves would let them hop. */
function useLimitLabels(viewport: StageContext['viewport'], sceneNow: () => LimitScene) {
  const paint = useCallback((surface: Surface) => drawLimitLabels(surface, sceneNow()), [sceneNow])
  const unrest = useUnrest(viewport)
  const watch = useCallback((repaint: () => void) => unrest.subscribe(() => void (unrest.moving() || repaint())), [unrest])
  return { paint, watch }
}
