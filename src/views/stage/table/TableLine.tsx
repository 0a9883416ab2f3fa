import { formatCount } from '../../../base/format.ts'
import { batchOf } from '../../../metrics/messages.ts'
import type { TableRow } from '../../../metrics/table.ts'
import { LANE_KINDS, NONE, OUTCOMES, OUTCOME_MASK, POOLS, RECORD_KINDS } from '../../../sim/trace/schema.ts'
import { stageText } from '../../../text/en/stage.ts'
import { tableText } from '../../../text/en/table.ts'
import { unitFor } from '../../chart/ticks.ts'
import { functionName, requestNumber, sourceName } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'

interface TableLineProps {
  row: number
  top: number
  cells: TableRow
  context: StageContext
  /** Milliseconds. */
  billed: number
  current: boolean
  selected: boolean
  tabStop: boolean
  onSelect: (row: number) => void
}

const DECIMALS = 3

/** A record: when, what, on which lane, for whom, how long, and what of it is billed. */
export function TableLine({ row, top, cells, context, billed, current, selected, tabStop, onSelect }: TableLineProps) {
  const { trace } = context.model
  const { records } = trace
  const kind = RECORD_KINDS[records.kind[cells.record]!]!
  const outcome = OUTCOMES[records.outcome[cells.record]! & OUTCOME_MASK]!
  const request = records.request[cells.record]!
  const time = stageText.momentWithUnit(cells.start, unitFor(trace.until), DECIMALS)
  const batch = kind === 'arrival' ? batchOf(trace, cells.record) : null
  const what = batch === null ? stageText.kinds[kind] : stageText.record.batchTitle(batch.number, batch.size)
  const phase = tableText.phase(what, kind === 'throttle' ? '' : stageText.outcomes[outcome])
  const failed = kind === 'throttle' || kind === 'reject' || (outcome !== 'none' && outcome !== 'success')
  return (
    <tr
      role="row"
      aria-rowindex={row + 2}
      style={{ top }}
      data-current={current || undefined}
      data-selected={selected || undefined}
      data-alarm={failed || undefined}
      onClick={() => onSelect(row)}
    >
      <td role="cell" className="at-start">
        <button
          type="button"
          className="event-button mono"
          data-row={row}
          tabIndex={tabStop ? 0 : -1}
          aria-label={tableText.row(time, phase)}
          aria-current={current || undefined}
          aria-pressed={selected}
        >
          {time}
        </button>
      </td>
      <td role="cell" className="at-phase">{phase}</td>
      <td role="cell" className="at-lane">{laneText(context, cells)}</td>
      <td role="cell" className="at-request">{request === NONE ? '' : tableText.request(formatCount(requestNumber(request)))}</td>
      <td role="cell" className="at-duration mono">{tableText.lasting(cells.duration, cells.open)}</td>
      <td role="cell" className="at-billed mono">{billed === 0 ? '' : tableText.billed(formatCount(billed))}</td>
    </tr>
  )
}

function laneText({ model: { trace, index }, scenario }: StageContext, { lane, environment }: TableRow): string {
  const { lanes } = trace
  const name = functionName(trace, scenario, lane)
  switch (LANE_KINDS[lanes.kind[lane]!]) {
    case 'environment':
      return tableText.environment(name, formatCount(environment), tableText.pools[POOLS[lanes.pool[lane]!]!])
    case 'account':
      return tableText.lanes.account
    case 'source':
      // A queue or stream is no caller.
      return index.sources.lanes.some(({ source, kind }) => source === lane && kind !== 'events') ? sourceName(trace, scenario, lane) : tableText.lanes.source(name)
    default:
      return tableText.lanes.function(name)
  }
}
