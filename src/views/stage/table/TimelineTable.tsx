import { ArrowDown } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { billedMs, createBilling } from '../../../metrics/billing.ts'
import { timelineTable, type TableOrder } from '../../../metrics/table.ts'
import { tableText } from '../../../text/en/table.ts'
import type { RowSizes } from '../../events/useEventWindow.ts'
import { useRowWalk } from '../../events/useRowWalk.ts'
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
  const { scroller, rows, height, topOf, current, tabStop, mark, ...walk } = useRowWalk(table, {
    clock,
    sizes: narrow ? NARROW_SIZES : SIZES,
    onEscape: () => select(null),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    walk.onKeyDown(event)
    // The stage has other uses for the same keys.
    if (event.defaultPrevented) event.stopPropagation()
  }
  const choose = (row: number) => {
    const { record, start } = table.at(row)
    mark(row)
    select(record)
    clock.pause()
    clock.seek(start)
  }
  const sort = (next: TableOrder) => {
    mark(null)
    setOrder(next)
  }
  return (
    <div className="timeline-table" ref={scroller} onScroll={walk.onScroll} onKeyDown={onKeyDown} data-narrow={narrow || undefined}>
      <table role="table" aria-label={tableText.caption} aria-rowcount={table.length + 1}>
        <TableHead order={order} onSort={sort} />
        <tbody role="rowgroup" style={{ height }}>
          {rows.map((row) => {
            const cells = table.at(row)
            return (
              <TableLine
                key={row}
                row={row}
                top={topOf(row)}
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
