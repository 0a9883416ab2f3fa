import { ArrowDown } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { billedMs, createBilling } from '../../../metrics/billing.ts'
import { timelineTable, type TableOrder } from '../../../metrics/table.ts'
import { tableText } from '../../../text/en/table.ts'
import { rowAfterKey } from '../../events/keys.ts'
import { LIST_HZ, useEventWindow, type RowSizes } from '../../events/useEventWindow.ts'
import { useSampled } from '../../frame/useSampled.ts'
import type { StageContext } from '../stageApp.ts'
import './table.css'
import { TableLine } from './TableLine.tsx'

const SIZES: RowSizes = { rowHeight: 28, headHeight: 29 }
const NARROW_SIZES: RowSizes = { rowHeight: 46, headHeight: 29 }

/** The timeline in words and numbers: sorted, walked through with the arrows, selected with Enter. */
export function TimelineTable({ context, narrow }: { context: StageContext; narrow: boolean }) {
  const { model, scenario, clock, selection, select } = context
  const { trace } = model
  const [order, setOrder] = useState<TableOrder>('start')
  const table = useMemo(() => timelineTable(trace, order), [trace, order])
  const billing = useMemo(() => createBilling(trace, scenario), [trace, scenario])
  const sizes = narrow ? NARROW_SIZES : SIZES
  const { scroller, shown, page, follow, reveal } = useEventWindow(table.length, sizes)
  const [active, setActive] = useState<{ row: number; focus: boolean } | null>(null)
  const readRow = useCallback((time: number) => table.rowAt(time), [table])
  const current = useSampled(clock, readRow, LIST_HZ)
  const tabStop = Math.min(table.length - 1, Math.max(0, active?.row ?? current))

  useEffect(() => {
    if (active === null) reveal(Math.max(0, current))
  }, [active, current, reveal])
  useLayoutEffect(() => {
    if (active?.focus === true) scroller.current?.querySelector<HTMLElement>(`[data-row="${active.row}"]`)?.focus({ preventScroll: true })
  }, [active, scroller])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') select(null)
    const row = rowAfterKey(event.key, { row: tabStop, page, last: table.length - 1 })
    if (row === null || (event.target as HTMLElement).closest('thead') !== null) return
    event.preventDefault()
    event.stopPropagation()
    if (row < shown.first + 5 || row > shown.last - 7) reveal(row)
    setActive({ row, focus: true })
  }
  const choose = (row: number) => {
    const { record, start } = table.at(row)
    setActive({ row, focus: false })
    select(record)
    clock.pause()
    clock.seek(start)
  }
  const sort = (next: TableOrder) => {
    setActive(null)
    setOrder(next)
  }
  const rows = Array.from({ length: Math.max(0, shown.last - shown.first) }, (_, index) => shown.first + index)
  return (
    <div className="timeline-table" ref={scroller} onScroll={follow} onKeyDown={onKeyDown} data-narrow={narrow || undefined}>
      <table role="table" aria-label={tableText.caption} aria-rowcount={table.length + 1}>
        <TableHead order={order} onSort={sort} />
        <tbody role="rowgroup" style={{ height: shown.height }}>
          {rows.map((row) => {
            const cells = table.at(row)
            return (
              <TableLine
                key={row}
                row={row}
                top={shown.top + (row - shown.first) * sizes.rowHeight}
                cells={cells}
                context={context}
                billed={cells.open ? 0 : billedMs(trace, billing, cells.record)}
                current={row === current}
                selected={cells.record === selection}
                tabStop={row === tabStop}
                onSelect={choose}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const COLUMNS = ['start', 'phase', 'lane', 'request', 'duration', 'billed'] as const
const SORTABLE: ReadonlySet<string> = new Set<TableOrder>(['start', 'lane', 'duration'])

function TableHead({ order, onSort }: { order: TableOrder; onSort: (order: TableOrder) => void }) {
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => {
          const words = tableText.columns[column]
          const sorted = order === column ? (column === 'duration' ? 'descending' : 'ascending') : 'none'
          if (!SORTABLE.has(column)) return <th key={column} role="columnheader" scope="col" className={`at-${column}`}>{words}</th>
          return (
            <th key={column} role="columnheader" scope="col" className={`at-${column}`} aria-sort={sorted}>
              <button type="button" className="table-sort" aria-label={tableText.sort(words)} onClick={() => onSort(column as TableOrder)}>
                {words}
                <ArrowDown size={12} aria-hidden data-sorted={sorted} />
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
