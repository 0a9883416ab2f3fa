import { lazy, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'
import { formatDuration } from '../../../base/format.ts'
import { billedSpan, createBilling } from '../../../metrics/billing.ts'
import { NONE, type RecordId, type Trace } from '../../../sim/trace/schema.ts'
import { stageText } from '../../../text/en/stage.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import { useSize } from '../../chart/useSize.ts'
import { createCell } from '../../frame/cell.ts'
import { describeRecord } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import type { Here } from '../time/here.ts'
import { TimelineOverMarks } from '../time/lazy.tsx'
import type { TimeTools } from '../time/timeTools.ts'
import { TimeOverlay } from '../TimeOverlay.tsx'
import { Axis } from './Axis.tsx'
import type { SourceArt, Stretch } from './drawFurniture.ts'
import { handleTimelineKey } from './keys.ts'
import { layoutTimeline, leastHeight } from './layout.ts'
import { isSamePoint, NOTHING_POINTED, type Pointed } from './pointed.ts'
import { RecordMarkers } from './RecordMarkers.tsx'
import { timelineScene } from './scene.ts'
import { rowOfRecord } from '../../../metrics/timeline/timelineIndex.ts'
import { TimelineTools } from './TimelineTools.tsx'
import { useTimelineGestures } from './useTimelineGestures.ts'
import { useSourceArt } from './useSourceArt.ts'
import { useTimelinePaint } from './useTimelinePaint.ts'

const text = stageText.timeline
const TimelineTable = lazy(() => import('../table/TimelineTable.tsx').then((module) => ({ default: module.TimelineTable })))
/** Of the head above the rows, CSS pixels. */
const HEAD_HEIGHT = 34
/** Narrower than this, a record takes two lines of the table. */
const TWO_LINES = 560

interface TimelineProps {
  context: StageContext
  tools: TimeTools
  asTable: boolean
  onTable: () => void
}

/** Execution environments over time, grouped by function and pool, with what was refused below. */
export function Timeline({ context, tools, asTable, onTable }: TimelineProps) {
  const { model, scenario, palette, clock, selection } = context
  const { trace, index } = model
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const layout = useMemo(() => layoutTimeline(index.rows, size), [index, size])
  const billing = useMemo(() => createBilling(trace, scenario), [trace, scenario])
  const [covers] = useState(() => createCell<readonly Stretch[]>([]))
  const sourceArt = useSourceArt(model)
  const scene = useMemo(
    () => timelineScene({ model, palette, scenario }, layout, { billed: (record) => billedSpan(trace, billing, record), sourceArt }),
    [model, palette, scenario, layout, trace, billing, sourceArt],
  )
  const painting = useTimelinePaint(context, scene, layout)

  const [pointed, setPointed] = useHeld<Pointed>(trace, NOTHING_POINTED, isSamePoint)
  const [focused, setFocused] = useHeld<RecordId>(trace, NONE)
  const [here, setHere] = useHeld<Here | null>(trace, null)
  useTimelineGestures(box, context, layout, useMemo(() => ({ tools, sourceArt, onPoint: setPointed, onHere: setHere }), [tools, sourceArt, setPointed, setHere]))
  const dismiss = useCallback(() => setPointed(NOTHING_POINTED), [setPointed])
  const id = useId()
  const shown = selection !== null && selection < trace.records.length && rowOfRecord(index, selection) !== NONE ? selection : NONE
  const current = focused === NONE ? shown : focused

  return (
    <section className="stage-panel stage-timeline" aria-labelledby={`${id}-title`} style={{ minHeight: `max(${leastHeight(index.rows) + HEAD_HEIGHT}px, var(--least-height))` }}>
      <div className="stage-panel-head">
        <h2 className="eyebrow" id={`${id}-title`}>{text.title}</h2>
        <p className="stage-lead">{context.slots?.timelineLead ?? (index.sources.lanes.length > 0 ? text.leadWithSources : text.lead)}</p>
        <TimelineTools tools={tools} context={context} size={size} asTable={asTable} onTable={onTable} />
      </div>
      <div className="stage-body">
        <div ref={box} className="stage-plot" data-covered={asTable || undefined}>
          <div
            className="stage-keys"
            data-testid="timeline"
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
            <Canvas clock={clock} fonts={palette} {...painting} className="stage-canvas" />
            <Axis context={context} layout={layout} scene={scene} covers={covers} />
            <TimeOverlay context={context} plot={layout.plot} labels={covers} />
            <RecordMarkers context={context} layout={layout} selected={shown} focused={focused} hovered={pointed.record} sourceArt={sourceArt} onDismiss={dismiss} />
            {sourceArt === null ? null : <sourceArt.MessageMarkers context={context} layout={layout} hovered={pointed.message} onDismiss={dismiss} />}
            <div id={`${id}-${current}`} role="option" aria-selected={current !== NONE && current === selection} className="hidden-visually">
              {current === NONE ? text.noneFocused : sentence(context, sourceArt, current)}
            </div>
          </div>
          <TimelineOverMarks tools={tools} context={context} layout={layout} here={here} onHere={setHere} />
        </div>
        {asTable ? <Suspense><TimelineTable context={context} narrow={size.width < TWO_LINES} /></Suspense> : null}
      </div>
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

/** Something about one trace: a new run forgets it, since ids mean something else there. */
function useHeld<T>(trace: Trace, nothing: T, isSame: (a: T, b: T) => boolean = Object.is): [T, (value: T) => void] {
  const [held, setHeld] = useState<{ trace: Trace; value: T }>({ trace, value: nothing })
  const set = useCallback(
    (value: T) => setHeld((was) => (was.trace === trace && isSame(was.value, value) ? was : { trace, value })),
    [trace, isSame],
  )
  return [held.trace === trace ? held.value : nothing, set]
}

function sentence({ model, scenario }: StageContext, sourceArt: SourceArt | null, id: RecordId): string {
  const { title, facts } = describeRecord(model.trace, scenario, id)
  return stageText.record.sentence([title, ...facts, ...(sourceArt?.attemptFacts(model.index, id) ?? [])])
}
