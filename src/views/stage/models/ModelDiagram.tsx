import type { ReactNode } from 'react'
import type { ModelRow } from '../../../metrics/models/rows.ts'
import type { ModelState, Place } from '../../../metrics/models/state.ts'
import { modelsText as text } from '../../../text/en/models.ts'

interface DiagramProps {
  row: ModelRow
  state: ModelState
}

/** The study note's boxes and arrows, with the event in the box where it is. Said in words beside it. */
export function ModelDiagram({ row, state }: DiagramProps) {
  const Diagram = DIAGRAMS[row.model]
  return (
    <div className="model-diagram" aria-hidden data-place={state.place}>
      <Diagram row={row} state={state} />
    </div>
  )
}

function Synchronous({ row, state }: DiagramProps) {
  const running = state.place === 'function'
  return (
    <>
      <Box place="caller" state={state} title={text.boxes.caller(row)} count={text.counts.sent(state.counts.sent)} />
      <span className="model-arrows" data-long="">
        <Arrow label={text.arrows.invoke} active={running} />
        <Arrow label={text.arrows.response} back active={state.answered !== null} alarm={state.answered !== null && state.answered !== 'success'} />
      </span>
      <FunctionBox state={state} />
    </>
  )
}

function Asynchronous({ row, state }: DiagramProps) {
  return (
    <>
      <Box place="caller" state={state} title={text.boxes.caller(row)} count={text.counts.sent(state.counts.sent)} />
      <span className="model-arrows">
        <Arrow label={text.arrows.invoke} active={state.place !== 'unsent'} />
        <Arrow label={text.arrows.accepted} back active={state.place !== 'unsent'} />
      </span>
      <Box place="holder" state={state} title={text.boxes.holder(row)} count={text.counts.waiting(state.counts.waiting)} />
      <Arrow label={text.arrows.process} active={state.place === 'function'} />
      <FunctionBox state={state} />
      <Out row={row} state={state} />
    </>
  )
}

function Polled({ row, state }: DiagramProps) {
  const { waiting } = state.counts
  return (
    <>
      <Box place="holder" state={state} title={text.boxes.holder(row)} count={row.model === 'stream' ? text.counts.behind(waiting) : text.counts.waiting(waiting)} />
      <Arrow label={text.arrows.poll} back active={state.place === 'function'} />
      <Box place={null} state={state} title={text.boxes.poller} count={text.counts.poller} />
      <Arrow label={text.arrows.batch} active={state.place === 'function'} />
      <FunctionBox state={state} />
      <Out row={row} state={state} />
    </>
  )
}

const DIAGRAMS = { synchronous: Synchronous, asynchronous: Asynchronous, queue: Polled, stream: Polled } as const

function FunctionBox({ state }: { state: ModelState }) {
  return <Box place="function" state={state} title={text.boxes.fn} count={text.counts.running(state.counts.running)} />
}

/** Where failures end: a dead-letter queue, a destination, or nowhere. */
function Out({ row, state }: DiagramProps) {
  const lost = state.ended === 'lost' || state.ended === 'expired'
  const redriven = row.model === 'queue' && row.most !== null && row.holder !== 'line'
  const nowhere = row.target === null && !redriven
  const title = nowhere ? text.boxes.nowhere : row.model === 'stream' ? text.boxes.destination : text.boxes.deadLetters
  const over = state.place === 'end' || lost
  return (
    <>
      <Arrow active={over} alarm={over} />
      <Box place="end" here={over} alarm={over} open={nowhere} state={state} title={title} count={nowhere ? '' : text.counts.out(state.counts.out)} />
    </>
  )
}

interface BoxProps {
  /** Null: the event is never there for long. */
  place: Place | null
  state: ModelState
  title: string
  count: ReactNode
  here?: boolean
  alarm?: boolean
  /** Dashed: there is nothing. */
  open?: boolean
}

function Box({ place, state, title, count, here = place !== null && state.place === place, alarm, open }: BoxProps) {
  const failed = alarm ?? (here && state.ended === 'kept' && state.answered !== 'success')
  return (
    <span className="model-box" data-here={here || undefined} data-alarm={(here && failed) || undefined} data-open={open || undefined}>
      <strong>{title}</strong>
      <span>{count}</span>
      {here ? <i className="model-token" /> : null}
    </span>
  )
}

interface ArrowProps {
  label?: string
  back?: boolean
  active?: boolean
  alarm?: boolean
}

function Arrow({ label, back, active, alarm }: ArrowProps) {
  return (
    <span className="model-arrow" data-back={back || undefined} data-active={active || undefined} data-alarm={alarm || undefined}>
      {label === undefined ? null : <em>{label}</em>}
    </span>
  )
}
