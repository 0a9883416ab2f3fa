/** Rings around the selected and the focused record, and the tooltip of the one under the pointer or the focus. */
import { lazy, Suspense, useEffect, useRef } from 'react'
import { billedSpan, createBilling } from '../../../metrics/billing.ts'
import { NONE, RECORD_KINDS, type RecordId } from '../../../sim/trace/schema.ts'
import { stageText } from '../../../text/en/stage.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { describeRecord } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import type { SourceArt } from './drawFurniture.ts'
import type { TimelineLayout } from './layout.ts'
import { placeRing, placeTip } from './placing.ts'
import { recordBox } from './recordBox.ts'
import { functionOf } from '../../../metrics/flight.ts'
import { scaleOf } from './scene.ts'
import { SelectionLayer } from './SelectionLayer.tsx'

const LengthBasis = lazy(() => import('../../sure/sure.ts').then((module) => ({ default: module.LengthBasis })))

interface RecordMarkersProps {
  context: StageContext
  layout: TimelineLayout
  selected: RecordId
  focused: RecordId
  hovered: RecordId
  sourceArt: SourceArt | null
  onDismiss: () => void
}

const boxOf = ({ model, viewport }: StageContext, layout: TimelineLayout, id: RecordId) =>
  recordBox({ index: model.index, layout, scale: scaleOf(viewport.get(), layout.plot) }, id)

export function RecordMarkers({ context, layout, selected, focused, hovered, sourceArt, onDismiss }: RecordMarkersProps) {
  const { clock, viewport } = context
  const selectedRing = useRef<HTMLDivElement>(null)
  const focusedRing = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const placed = useRef<unknown[]>([])
  const subject = hovered === NONE ? focused : hovered

  useFrame(clock, () => {
    const key = [viewport.get(), layout, selected, focused, subject]
    if (key.every((part, at) => part === placed.current[at])) return
    placed.current = key
    placeRing(selectedRing.current, selected === NONE ? null : boxOf(context, layout, selected))
    placeRing(focusedRing.current, focused === NONE ? null : boxOf(context, layout, focused))
    const box = subject === NONE ? null : boxOf(context, layout, subject)
    if (!tip.current) return
    tip.current.style.visibility = box ? 'visible' : 'hidden'
    if (box) placeTip(tip.current, box, layout)
  })
  useEffect(() => {
    if (hovered === NONE) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onDismiss()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [hovered, onDismiss])

  return (
    <>
      <SelectionLayer context={context} layout={layout} />
      <div className="record-ring" data-kind="selected" ref={selectedRing} aria-hidden="true" />
      <div className="record-ring" data-kind="focused" ref={focusedRing} aria-hidden="true" />
      {subject === NONE ? null : (
        <div className="record-tip" role="presentation" ref={tip}>
          <RecordTip context={context} id={subject} sourceArt={sourceArt} />
        </div>
      )}
    </>
  )
}

function RecordTip({ context, id, sourceArt }: { context: StageContext; id: RecordId; sourceArt: SourceArt | null }) {
  const { trace } = context.model
  const { title, facts } = describeRecord(trace, context.scenario, id)
  const billed = billedSpan(trace, createBilling(trace, context.scenario), id)
  return (
    <>
      <strong>{title}</strong>
      {[...facts, ...(sourceArt?.attemptFacts(context.model.index, id) ?? [])].map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      <Suspense><LengthBasis scenario={context.scenario} part={RECORD_KINDS[trace.records.kind[id]!]!} fn={functionOf(trace, trace.records.lane[id]!) - 1} /></Suspense>
      {billed ? <span className="record-tip-billed">{stageText.record.billed(billed.billedMs, billed.withInit)}</span> : null}
    </>
  )
}
