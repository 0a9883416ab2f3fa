import { formatCount } from '../../base/format.ts'
import { ruleAt } from '../../rules/registry.ts'
import { batchOf } from '../../metrics/messages.ts'
import { LANE } from '../../sim/trace/writer.ts'
import { NONE, OUTCOMES, OUTCOME_MASK, RECORD_KINDS, type RecordId, type RecordKind, type Trace } from '../../sim/trace/schema.ts'
import { configuration } from '../../text/en/configuration.ts'
import { events } from '../../text/en/events.ts'
import { rulesText } from '../../text/en/rules.ts'
import { stageText } from '../../text/en/stage.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { PHASES, type Phase } from '../design/palette.ts'
import { Swatch } from '../design/Swatch.tsx'
import { tip } from '../design/tips.ts'
import { unitFor } from '../chart/ticks.ts'
import { environmentNumber, requestNumber } from '../stage/describe.ts'

interface EventRowProps {
  /** Position in the list. */
  row: number
  /** CSS pixels from the top of the list. */
  top: number
  trace: Trace
  record: RecordId
  /** The playhead stands here. */
  current: boolean
  selected: boolean
  /** Of the same request as the selected one. */
  related: boolean
  tabStop: boolean
  onSelect: (row: number) => void
}

/** A record: when, what, where, whose, and by which rule. */
export function EventRow({ row, top, trace, record, current, selected, related, tabStop, onSelect }: EventRowProps) {
  const { kind, time, what, where, whose, failed } = wordsOf(trace, record)
  return (
    <tr
      role="row"
      aria-rowindex={row + 2}
      className="event"
      data-tip-group=""
      style={{ top }}
      data-current={current || undefined}
      data-selected={selected || undefined}
      data-related={(related && !selected) || undefined}
      data-alarm={failed || undefined}
      onClick={() => onSelect(row)}
    >
      <td role="cell" className="cell-time">
        <button
          type="button"
          className="event-button mono"
          data-row={row}
          tabIndex={tabStop ? 0 : -1}
          aria-label={events.seek(time, what)}
          aria-current={current || undefined}
          aria-pressed={selected}
        >
          {time}
        </button>
      </td>
      <td role="cell" className="cell-what">
        <Mark kind={kind} />
        <span>{what}</span>
      </td>
      <td role="cell" className="cell-environment">
        {where}
      </td>
      <td role="cell" className="cell-request">
        {whose}
      </td>
      <td role="cell" className="cell-rule">
        <RuleCell index={trace.records.rule[record] ?? 0} />
      </td>
    </tr>
  )
}

/** Milliseconds at least: neighbours in the list are often that close, in long runs too. */
const DECIMALS = 3

/** What the cells of a record say. */
function wordsOf(trace: Trace, record: RecordId) {
  const { records, lanes, until } = trace
  const kind = RECORD_KINDS[records.kind[record] ?? 0] ?? 'arrival'
  const outcome = OUTCOMES[(records.outcome[record] ?? 0) & OUTCOME_MASK] ?? 'none'
  const lane = records.lane[record] ?? NONE
  const request = records.request[record] ?? NONE
  const batch = kind === 'arrival' ? batchOf(trace, record) : null
  return {
    kind,
    time: stageText.momentWithUnit(records.time[record] ?? 0, unitFor(until), DECIMALS),
    what: events.what(batch === null ? stageText.kinds[kind] : events.batch(batch.number, batch.size), kind === 'throttle' ? '' : stageText.outcomes[outcome]),
    where: lanes.kind[lane] === LANE.environment ? events.environment(formatCount(environmentNumber(trace, lane))) : '',
    whose: request === NONE ? '' : events.request(formatCount(requestNumber(request))),
    failed: ALARMING.has(outcome) || kind === 'throttle' || kind === 'reject',
  }
}

const FINE: readonly string[] = ['none', 'success', 'paid', 'alreadyDone']
const ALARMING: ReadonlySet<string> = new Set(OUTCOMES.filter((outcome) => !FINE.includes(outcome)))
const SHAPES: ReadonlySet<string> = new Set(PHASES)

const isPhase = (kind: RecordKind): kind is RecordKind & Phase => SHAPES.has(kind)

/** The sign the stage uses for the kind. */
function Mark({ kind }: { kind: RecordKind }) {
  return isPhase(kind) ? <Swatch phase={kind} width={10} height={10} /> : <i className="event-mark" data-kind={kind} aria-hidden />
}

function RuleCell({ index }: { index: number }) {
  const { id, confidence } = ruleAt(index)
  const { name, statement } = rulesText[id]
  return (
    <span {...tip(events.rule(name, statement))}>
      <ConfidenceBadge confidence={confidence}>{id}</ConfidenceBadge>
      <span className="hidden-visually">
        {configuration.basis[confidence]}, {name}
      </span>
    </span>
  )
}
