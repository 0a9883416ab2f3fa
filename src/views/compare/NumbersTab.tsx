import type { SummaryField } from '../../metrics/runSummary.ts'
import { compare } from '../../text/en/compare.ts'
import { FutureBadge } from './FutureBadge.tsx'
import { summaryOfRun, type Futures } from './useFutures.ts'

const ROWS: readonly SummaryField[] = [
  'requests', 'throttles', 'coldStarts', 'coldShare', 'errors', 'retries', 'invocations', 'p50', 'p90', 'p95', 'p99', 'p999', 'costUsd', 'costPerDayUsd', 'costPerMonthUsd',
]
const text = compare.numbers

/** The numbers of both whole runs, side by side. */
export function NumbersTab({ futures }: { futures: Futures }) {
  const [a, b] = [summaryOfRun(futures.a), summaryOfRun(futures.b)]
  return (
    <div className="compare-part">
      <table className="compare-table">
        <caption className="hidden-visually">{text.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.what}</th>
            <th scope="col"><FutureBadge name="a" /></th>
            <th scope="col"><FutureBadge name="b" /></th>
            <th scope="col">{text.difference}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((field) => (
            <tr key={field} data-same={a[field] === b[field] || undefined}>
              <th scope="row">{compare.fields[field]}</th>
              <td>{compare.value(field, a[field])}</td>
              <td>{compare.value(field, b[field])}</td>
              <td>{compare.signed(field, b[field] - a[field])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="field-hint">{text.latencyOver(a.invocations, b.invocations)}</p>
      <p className="field-hint">{text.note}</p>
    </div>
  )
}
