import type { Metric } from '../../metrics/cloudwatch/catalogue.ts'
import type { Series } from '../../metrics/cloudwatch/series.ts'
import { cloudwatch } from '../../text/en/cloudwatch.ts'
import { stageText } from '../../text/en/stage.ts'
import { decimalsFor, unitFor } from '../chart/ticks.ts'
import { useEventWindow, type RowSizes } from '../events/useEventWindow.ts'

const SIZES: RowSizes = { rowHeight: 26, headHeight: 27 }

interface SeriesTableProps {
  metric: Metric
  series: Series
  until: number
  caption: string
}

/** The points of a metric in numbers. */
export function SeriesTable({ metric, series, until, caption }: SeriesTableProps) {
  const { start, period, values } = series
  const { scroller, shown, follow, rowHeight } = useEventWindow(values.length, SIZES)
  const unit = unitFor(until)
  const rows = Array.from({ length: Math.max(0, shown.last - shown.first) }, (_, index) => shown.first + index)
  return (
    <div className="series-scroller" ref={scroller} onScroll={follow} tabIndex={0} role="region" aria-label={caption}>
      <table className="series-table" role="table" aria-label={caption} aria-rowcount={values.length + 1}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            <th role="columnheader" scope="col">{cloudwatch.columns.start}</th>
            <th role="columnheader" scope="col">{cloudwatch.columns.value}</th>
          </tr>
        </thead>
        <tbody role="rowgroup" style={{ height: shown.height }}>
          {rows.map((row) => (
            <tr key={row} role="row" aria-rowindex={row + 2} style={{ top: shown.top + (row - shown.first) * rowHeight }}>
              <td role="cell" className="mono">{stageText.momentWithUnit(start + row * period, unit, decimalsFor(period, unit))}</td>
              <td role="cell" className="mono">{cloudwatch.value(values[row]!, metric)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
