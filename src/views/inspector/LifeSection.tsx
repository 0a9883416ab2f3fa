import { useState } from 'react'
import { arrivalOf } from '../../metrics/flight.ts'
import { lifeOfRequest, segmentsOf, type Life, type LifePart } from '../../metrics/life.ts'
import { NONE, type RecordId } from '../../sim/trace/schema.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { stageText } from '../../text/en/stage.ts'
import { Button } from '../design/Button.tsx'
import { PHASES, PHASE_TOKENS, type Phase } from '../design/palette.ts'
import { visit, type Inspection } from './inspection.ts'

interface LifeSectionProps {
  inspection: Inspection
  request: number
  selected: RecordId
}

const text = inspectorText.life
const SHOWN = 10

/** Everything that happened to a request, in order and to scale, by the segments of X-Ray. */
export function LifeSection({ inspection, request, selected }: LifeSectionProps) {
  const [all, setAll] = useState(false)
  const life = lifeOfRequest(inspection.run.trace, request)
  const groups = groupsOf(life, all ? Infinity : SHOWN)
  return (
    <section className="inspector-part" aria-label={text.title(text.request(request + 1))}>
      <h3 className="eyebrow">{text.title(text.request(request + 1))}</h3>
      <p className="mono muted life-total">{text.total(life.to - life.from, life.attempts)}</p>
      <ol className="life" role="list">
        {groups.map((parts) => (
          <SegmentGroup key={parts[0]!.record} inspection={inspection} life={life} parts={parts} selected={selected} />
        ))}
        {segmentsOf(life).some(({ segment }) => segment === 'invocation') ? <Overhead /> : null}
      </ol>
      {life.parts.length > SHOWN ? (
        <Button size="small" variant="quiet" onClick={() => setAll(!all)}>
          {all ? text.showFewer : text.showAll(life.parts.length)}
        </Button>
      ) : null}
      <p className="muted life-hint">{text.hint}</p>
    </section>
  )
}

/** Neighbours of one segment belong together. */
function groupsOf({ parts }: Life, limit: number): readonly (readonly LifePart[])[] {
  const groups: LifePart[][] = []
  for (const part of parts.slice(0, limit)) {
    const last = groups.at(-1)
    if (last !== undefined && last[0]!.segment === part.segment) last.push(part)
    else groups.push([part])
  }
  return groups
}

/** The first segment belongs to whoever calls: a client, or Lambda with events and batches. */
function segmentName({ run: { trace, scenario } }: Inspection, { segment, record }: LifePart): string {
  const arrival = segment === 'caller' ? arrivalOf(trace, record) : NONE
  const via = arrival === NONE ? undefined : scenario.traffic[trace.records.lane[arrival]! - 1 - scenario.functions.length]?.via
  return (via && text.lambdaCalls[via]) ?? text.segments[segment]
}

interface GroupProps {
  inspection: Inspection
  life: Life
  parts: readonly LifePart[]
  selected: RecordId
}

function SegmentGroup({ inspection, life, parts, selected }: GroupProps) {
  const { segment } = parts[0]!
  const span = parts.reduce((sum, part) => sum + (part.kind === 'connectionWait' ? 0 : part.span), 0)
  return (
    <li className="life-group" data-segment={segment}>
      <p className="life-segment">
        <span>{segmentName(inspection, parts[0]!)}</span>
        {span === 0 ? null : <span className="mono">{inspectorText.exact(span)}</span>}
      </p>
      <ol role="list">
        {parts.map((part) => (
          <Part key={part.record} inspection={inspection} life={life} part={part} selected={part.record === selected} />
        ))}
      </ol>
    </li>
  )
}

const isPhase = (kind: string): kind is Phase => (PHASES as readonly string[]).includes(kind)

/** Least width of a bar, percent, so that an instant is seen. */
const LEAST = 1.2

function Part({ inspection, life, part, selected }: { inspection: Inspection; life: Life; part: LifePart; selected: boolean }) {
  const { kind, start, span, record } = part
  const whole = Math.max(1, life.to - life.from)
  const left = ((start - life.from) / whole) * (100 - LEAST)
  const color = isPhase(kind) ? PHASE_TOKENS[kind] : kind === 'throttle' || kind === 'reject' || kind === 'giveUp' ? '--alarm' : '--text-muted'
  return (
    <li className="life-part" data-selected={selected || undefined}>
      <button type="button" className="life-name" aria-current={selected || undefined} onClick={() => visit(inspection, record)}>
        {stageText.kinds[kind]}
      </button>
      <span className="life-track" aria-hidden>
        <i style={{ left: `${left}%`, width: `${Math.max(LEAST, (span / whole) * 100)}%`, background: `var(${color})` }} />
      </span>
      <span className="mono life-span">{span === 0 ? text.instant : inspectorText.exact(span)}</span>
      <span className="mono muted life-offset">
        <span aria-hidden>{text.offset(start - life.from)}</span>
        <span className="hidden-visually">{text.at(start - life.from)}</span>
      </span>
    </li>
  )
}

/** What runtime and extensions take after the response is left out of the model. */
function Overhead() {
  return (
    <li className="life-group">
      <p className="life-segment">
        <span>{text.overhead}</span>
        <span className="muted">{text.overheadNone}</span>
      </p>
    </li>
  )
}
