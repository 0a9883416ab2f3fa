import { lazy, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'
import { formatDuration } from '../../../base/format.ts'
import { billedSpan, createBilling } from '../../../metrics/billing.ts'
import { NONE, type RecordId, type Trace } from '../../../sim/trace/schema.ts'
import { stageText } from '../../../text/en/stage.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import type { Surface } from '../../chart/surface.ts'
import { useSize } from '../../chart/useSize.ts'
import { reduceViewport, type ViewportAction } from '../../chart/viewport.ts'
import { createCell } from '../../frame/cell.ts'
import { describeRecord } from '../describe.ts'
import { savePicture } from '../exportPicture.ts'
import type { StageContext } from '../stageApp.ts'
import { TimeOverlay } from '../TimeOverlay.tsx'
import { Axis } from './Axis.tsx'
import type { Stretch } from './drawFurniture.ts'
import { createTimelinePainter } from './drawTimeline.ts'
import { handleTimelineKey } from './keys.ts'
import { layoutTimeline } from './layout.ts'
import { RecordMarkers } from './RecordMarkers.tsx'
import { scaleOf, timelineScene } from './scene.ts'
import { rowOfRecord } from './timelineIndex.ts'
import { TimelineTools } from './TimelineTools.tsx'
import { useTimelineGestures } from './useTimelineGestures.ts'

const text = stageText.timeline
const TimelineTable = lazy(() => import('../table/TimelineTable.tsx').then((module) => ({ default: module.TimelineTable })))
/** Narrower than this, a record takes two lines of the table. */
const TWO_LINES = 560

/** Execution environments over time, grouped by function and pool, with what was refused below. */
export function Timeline({ context }: { context: StageContext }) {
  const { model, viewport, scenario, palette, clock, selection } = context
  const { trace, index } = model
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const layout = useMemo(() => layoutTimeline(index.rows, size), [index, size])
  const billing = useMemo(() => createBilling(trace, scenario), [trace, scenario])
  const [painter] = useState(createTimelinePainter)
  const [covers] = useState(() => createCell<readonly Stretch[]>([]))
  const scene = useMemo(
    () => timelineScene({ model, palette, scenario }, layout, (record) => billedSpan(trace, billing, record)),
    [model, palette, scenario, layout, trace, billing],
  )
  const paint = useCallback(
    (surface: Surface) => painter(surface, { ...scene, scale: scaleOf(viewport.get(), layout.plot) }),
    [painter, scene, viewport, layout],
  )

  const [hovered, setHovered] = useRecordOf(trace)
  const [focused, setFocused] = useRecordOf(trace)
  useTimelineGestures(box, context, layout, setHovered)
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const shown = selection !== null && selection < trace.records.length && rowOfRecord(index, selection) !== NONE ? selection : NONE
  const current = focused === NONE ? shown : focused
  const dispatch = (action: ViewportAction): void => viewport.set(reduceViewport(viewport.get(), action))
  const zoom = (factor: number): void => {
    const { from, to } = viewport.get()
    const time = clock.time()
    dispatch({ kind: 'zoom', at: time >= from && time <= to ? time : (from + to) / 2, factor })
  }

  return (
    <section className="stage-panel stage-timeline" aria-labelledby={`${id}-title`}>
      <div className="stage-panel-head">
        <h2 className="eyebrow" id={`${id}-title`}>{text.title}</h2>
        <p className="stage-lead">{text.lead}</p>
        <TimelineTools asTable={asTable} onTable={() => setAsTable(!asTable)} onZoom={zoom} onFit={() => dispatch({ kind: 'fit' })} onSave={() => savePicture(context, size)} />
      </div>
      <div
        ref={box}
        className="stage-plot"
        data-testid="timeline"
        data-covered={asTable || undefined}
        role="listbox"
        tabIndex={0}
        aria-label={text.label}
        aria-describedby={`${id}-help`}
        {...(current === NONE ? {} : { 'aria-activedescendant': `${id}-${current}` })}
        onKeyDown={(event) => {
          if (handleTimelineKey(event, context, current, setFocused)) event.preventDefault()
        }}
        onBlur={() => setFocused(NONE)}
      >
        <Canvas clock={clock} fonts={palette} paint={paint} watch={viewport.subscribe} className="stage-canvas" />
        <Axis context={context} layout={layout} scene={scene} covers={covers} />
        <TimeOverlay context={context} plot={layout.plot} labels={covers} />
        <RecordMarkers context={context} layout={layout} selected={shown} focused={focused} hovered={hovered} onDismiss={() => setHovered(NONE)} />
        <div id={`${id}-${current}`} role="option" aria-selected={current !== NONE && current === selection} className="hidden-visually">
          {current === NONE ? text.noneFocused : sentence(context, current)}
        </div>
      </div>
      {asTable ? <Suspense><TimelineTable context={context} narrow={size.width < TWO_LINES} /></Suspense> : null}
      <Note trace={trace} />
      <p id={`${id}-help`} hidden>
        {text.summary(index.rows.laneIds.length, trace.requests, formatDuration(trace.until))} {text.help}
      </p>
    </section>
  )
}

/** What a reader must know about the run before trusting an empty or short picture. */
function Note({ trace }: { trace: Trace }) {
  const { states } = stageText
  const note = trace.stoppedAt !== null ? states.stopped(trace.stoppedAt) : trace.requests === 0 ? states.quiet : null
  return note === null ? null : <p className="stage-note">{note}</p>
}

/** A record of one trace: a new run forgets it, since ids mean something else there. */
function useRecordOf(trace: Trace): [RecordId, (id: RecordId) => void] {
  const [held, setHeld] = useState<{ trace: Trace; id: RecordId }>({ trace, id: NONE })
  const set = useCallback((id: RecordId) => setHeld((was) => (was.trace === trace && was.id === id ? was : { trace, id })), [trace])
  return [held.trace === trace ? held.id : NONE, set]
}

function sentence({ model, scenario }: StageContext, id: RecordId): string {
  const { title, facts } = describeRecord(model.trace, scenario, id)
  return stageText.record.sentence([title, ...facts])
}
