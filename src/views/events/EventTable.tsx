import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { NONE, type Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { events } from '../../text/en/events.ts'
import { EventRow } from './EventRow.tsx'
import type { EventRows } from './rows.ts'
import { useRowWalk } from './useRowWalk.ts'

interface EventTableProps {
  app: LambdascopeApp
  trace: Trace
  rows: EventRows
  /** Keeps the playhead's row in view. */
  follow: boolean
  /** Somebody looks elsewhere. */
  onLeave: () => void
}

/** One tab stop: the arrows walk through the rows, Enter selects a record and takes the playhead there. */
export function EventTable({ app, trace, rows, follow, onLeave }: EventTableProps) {
  const { scroller, rows: shown, height, topOf, current, tabStop, mark, ...walk } = useRowWalk(rows, {
    clock: app.clock,
    follow,
    onLeave,
    onEscape: () => app.uiStore.select(null),
  })
  const selection = useStore(app.uiStore, (state) => state.selection)
  const request = selection === null ? NONE : (trace.records.request[selection] ?? NONE)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || selection === null || rows.at(tabStop) !== selection) return walk.onKeyDown(event)
    // Asked again: to be read.
    event.preventDefault()
    app.uiStore.setInspecting(true)
  }
  const select = (row: number) => {
    const record = rows.at(row)
    mark(row)
    app.uiStore.select(record)
    app.clock.pause()
    app.clock.seek(trace.records.time[record] ?? 0)
  }
  return (
    <div className="events-scroller" ref={scroller} onScroll={walk.onScroll} onWheel={onLeave} onTouchMove={onLeave} onKeyDown={onKeyDown}>
      <table className="events-table" role="table" aria-label={events.caption} aria-rowcount={rows.length + 1}>
        <EventHead />
        <tbody role="rowgroup" className="events-body" style={{ height }}>
          {shown.map((row) => (
            // A row that leaves makes room for one that comes: while playing fast, all of them change at once.
            <EventRow
              key={row % shown.length}
              row={row}
              top={topOf(row)}
              trace={trace}
              record={rows.at(row)}
              current={row === current}
              selected={rows.at(row) === selection}
              related={request !== NONE && trace.records.request[rows.at(row)] === request}
              tabStop={row === tabStop}
              onSelect={select}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const COLUMNS = ['time', 'what', 'environment', 'request', 'rule'] as const

function EventHead() {
  return (
    <thead role="rowgroup" className="events-head-row">
      <tr role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <th key={column} role="columnheader" scope="col" className={`cell-${column}`}>
            {events.columns[column]}
          </th>
        ))}
      </tr>
    </thead>
  )
}
