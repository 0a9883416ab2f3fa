import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useState } from 'react'
import { useStore } from 'zustand'
import { NONE, type Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { events } from '../../text/en/events.ts'
import { useSampled } from '../frame/useSampled.ts'
import { EventRow } from './EventRow.tsx'
import { rowAfterKey } from './keys.ts'
import type { EventRows } from './rows.ts'
import { ROW_HEIGHT, LIST_HZ, useEventWindow } from './useEventWindow.ts'

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
  const { scroller, shown, page, follow: onScroll, reveal } = useEventWindow(rows.length)
  const [active, setActive] = useState<{ row: number; focus: boolean } | null>(null)
  const selection = useStore(app.uiStore, (state) => state.selection)
  const request = selection === null ? NONE : (trace.records.request[selection] ?? NONE)
  const readRow = useCallback((time: number) => rows.rowAt(time), [rows])
  const current = useSampled(app.clock, readRow, LIST_HZ)
  const tabStop = Math.min(rows.length - 1, Math.max(0, follow ? current : (active?.row ?? current)))

  useEffect(() => {
    if (follow) reveal(Math.max(0, current))
  }, [follow, current, reveal])
  useLayoutEffect(() => {
    if (active?.focus !== true) return
    scroller.current?.querySelector<HTMLElement>(`[data-row="${active.row}"]`)?.focus({ preventScroll: true })
  }, [active, scroller])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') app.uiStore.select(null)
    if (event.key === 'Enter' && selection !== null && rows.at(tabStop) === selection) {
      // Asked again: to be read.
      event.preventDefault()
      app.uiStore.setInspecting(true)
      return
    }
    const row = rowAfterKey(event.key, { row: tabStop, page, last: rows.length - 1 })
    if (row === null) return
    event.preventDefault()
    onLeave()
    if (row < shown.first + 5 || row > shown.last - 7) reveal(row)
    setActive({ row, focus: true })
  }
  const select = (row: number) => {
    const record = rows.at(row)
    setActive({ row, focus: false })
    app.uiStore.select(record)
    app.clock.pause()
    app.clock.seek(trace.records.time[record] ?? 0)
  }
  const count = Math.max(0, shown.last - shown.first)
  return (
    <div className="events-scroller" ref={scroller} onScroll={onScroll} onWheel={onLeave} onTouchMove={onLeave} onKeyDown={onKeyDown}>
      <table className="events-table" role="table" aria-label={events.caption} aria-rowcount={rows.length + 1}>
        <EventHead />
        <tbody role="rowgroup" className="events-body" style={{ height: shown.height }}>
          {Array.from({ length: count }, (_, index) => shown.first + index).map((row) => (
            // A row that leaves makes room for one that comes: while playing fast, all of them change at once.
            <EventRow
              key={row % count}
              row={row}
              top={shown.top + (row - shown.first) * ROW_HEIGHT}
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
