import { useStore } from 'zustand'
import { formatCount } from '../../base/format.ts'
import type { Log, LogRow } from '../../metrics/logEvents.ts'
import type { LogSource } from '../../metrics/logFacts.ts'
import { NONE } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { logExcerpt, logs } from '../../text/en/logs.ts'
import { stageText } from '../../text/en/stage.ts'
import { unitFor } from '../chart/ticks.ts'
import { useRowWalk } from '../events/useRowWalk.ts'
import { environmentNumber, requestNumber } from '../stage/describe.ts'
import { lineOf, type LogFormat } from './line.ts'

interface LogTableProps {
  app: LambdascopeApp
  source: LogSource
  log: Log
  format: LogFormat
  /** Keeps the playhead's line in view. */
  follow: boolean
  /** Somebody looks elsewhere. */
  onLeave: () => void
  onSelect: (row: LogRow) => void
}

/** One tab stop: the arrows walk through the lines, Enter selects the record behind a line and goes to its moment. */
export function LogTable({ app, source, log, format, follow, onLeave, onSelect }: LogTableProps) {
  const { scroller, rows, height, topOf, current, tabStop, mark, ...handlers } = useRowWalk(log, {
    clock: app.clock,
    follow,
    onLeave,
    onEscape: () => app.uiStore.select(null),
  })
  const selection = useStore(app.uiStore, (state) => state.selection)
  const select = (row: number) => {
    const line = log.at(row)
    mark(row)
    onSelect(line)
    app.uiStore.select(line.record)
    app.clock.pause()
    app.clock.seek(line.time)
  }
  return (
    <div className="events-scroller" ref={scroller} {...handlers} onWheel={onLeave} onTouchMove={onLeave}>
      <table className="events-table log-table" role="table" aria-label={logs.caption} aria-rowcount={log.length + 1}>
        <LogHead />
        <tbody role="rowgroup" className="events-body" style={{ height }}>
          {rows.map((row) => (
            <Line
              key={row}
              row={row}
              top={topOf(row)}
              source={source}
              line={log.at(row)}
              format={format}
              current={row === current}
              selected={log.at(row).record === selection}
              tabStop={row === tabStop}
              onSelect={select}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function LogHead() {
  const { columns } = logs
  return (
    <thead role="rowgroup" className="events-head-row">
      <tr role="row" aria-rowindex={1}>
        {(['time', 'what', 'environment', 'request', 'level'] as const).map((column) => (
          <th key={column} role="columnheader" scope="col" className={`cell-${column === 'level' ? 'rule' : column}`}>
            {columns[column]}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface LineProps {
  row: number
  top: number
  source: LogSource
  line: LogRow
  format: LogFormat
  current: boolean
  selected: boolean
  tabStop: boolean
  onSelect: (row: number) => void
}

const DECIMALS = 3

function Line({ row, top, source, line, format, current, selected, tabStop, onSelect }: LineProps) {
  const { trace } = source
  const words = lineOf(source, line, format)
  const time = stageText.momentWithUnit(line.time, unitFor(trace.until), DECIMALS)
  return (
    <tr
      role="row"
      aria-rowindex={row + 2}
      className="event log-line"
      style={{ top }}
      data-current={current || undefined}
      data-selected={selected || undefined}
      data-alarm={line.level === 'ERROR' || line.level === 'WARN' || undefined}
      onClick={() => onSelect(row)}
    >
      <td role="cell" className="cell-time">
        <button
          type="button"
          className="event-button mono"
          data-row={row}
          tabIndex={tabStop ? 0 : -1}
          aria-label={logs.seek(time, words)}
          aria-current={current || undefined}
          aria-pressed={selected}
        >
          {time}
        </button>
      </td>
      <td role="cell" className="cell-what mono">
        <span>{logExcerpt(words)}</span>
      </td>
      <td role="cell" className="cell-environment">
        {logs.environment(formatCount(environmentNumber(trace, line.lane)))}
      </td>
      <td role="cell" className="cell-request">
        {line.request === NONE ? '' : logs.request(formatCount(requestNumber(line.request)))}
      </td>
      <td role="cell" className="cell-rule log-level" data-level={line.level}>
        {logs.levels[line.level]}
      </td>
    </tr>
  )
}
