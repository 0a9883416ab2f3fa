import { useId, useMemo, useRef } from 'react'
import { billedSpan, createBilling } from '../../metrics/billing.ts'
import type { FutureName } from '../../scenario/comparison.ts'
import { compare } from '../../text/en/compare.ts'
import { Canvas } from '../chart/Canvas.tsx'
import { useSize } from '../chart/useSize.ts'
import type { TraceModel } from '../stage/model.ts'
import type { StageContext } from '../stage/stageApp.ts'
import { TimeOverlay } from '../stage/TimeOverlay.tsx'
import { AXIS_HEIGHT, layoutTimeline, type TimelineLayout } from '../stage/timeline/layout.ts'
import { timelineScene } from '../stage/timeline/scene.ts'
import { useSourceArt } from '../stage/timeline/useSourceArt.ts'
import { useTimelinePaint } from '../stage/timeline/useTimelinePaint.ts'
import { FutureBadge } from './FutureBadge.tsx'

/** The environments of the other future, low, on the same time axis. To walk through it, switch to it. */
export function Twin({ context, name }: { context: StageContext; name: FutureName }) {
  const model = context.other ?? null
  const id = useId()
  return (
    <section className="twin" aria-labelledby={id}>
      <h2 className="hidden-visually" id={id}>{compare.twin(name)}</h2>
      <span className="twin-badge"><FutureBadge name={name} /></span>
      {model === null ? <div className="twin-plot" /> : <TwinPlot context={context} model={model} />}
    </section>
  )
}

/** Without an axis of its own: the rows begin at the top. */
function raised(layout: TimelineLayout): TimelineLayout {
  const by = AXIS_HEIGHT - 4
  return {
    plot: { ...layout.plot, y: layout.plot.y - by },
    groups: layout.groups.map((placed) => ({ ...placed, y: placed.y - by })),
    bottom: layout.bottom - by,
  }
}

function TwinPlot({ context, model }: { context: StageContext; model: TraceModel }) {
  const { clock, palette } = context
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const layout = useMemo(() => raised(layoutTimeline(model.index.rows, { width, height: height + AXIS_HEIGHT - 4 })), [model, width, height])
  const sourceArt = useSourceArt(model)
  const scene = useMemo(() => {
    const billing = createBilling(model.trace, model.scenario)
    return timelineScene({ model, palette, scenario: model.scenario }, layout, { billed: (record) => billedSpan(model.trace, billing, record), sourceArt })
  }, [model, palette, layout, sourceArt])
  const painting = useTimelinePaint(context, scene, layout)
  return (
    <div className="twin-plot" ref={box} data-testid="twin">
      <Canvas clock={clock} fonts={palette} {...painting} className="stage-canvas" />
      <TimeOverlay context={context} plot={layout.plot} labels={null} />
    </div>
  )
}
