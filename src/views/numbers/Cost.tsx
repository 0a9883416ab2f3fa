import { useCallback } from 'react'
import { formatMoney, formatNumber } from '../../base/format.ts'
import type { CostLine } from '../../metrics/costs.ts'
import { sumOf, toUsd } from '../../metrics/money.ts'
import { costFor, HOURS_PER_MONTH } from '../../metrics/costRate.ts'
import { costLinesWithin } from '../../metrics/within.ts'
import { ruleAt } from '../../rules/registry.ts'
import { COST_ITEMS } from '../../text/en/metrics.ts'
import { numbers } from '../../text/en/numbers.ts'
import { RuleBadges } from '../design/RuleBadges.tsx'
import { tip } from '../design/tips.ts'
import { useMeasured, type Measured } from '../frame/useMeasured.ts'
import { partOf, type NumbersRun } from './measure.ts'

const { bill: text } = numbers

/** The bill by component, with what a month of it would come to. */
export function Cost({ run }: { run: NumbersRun }) {
  const { app, trace, digest, scenario } = run
  const read = useCallback(
    (measured: Measured) => {
      const part = partOf(measured)
      const ranged = part.from !== null
      // A month of what has happened so far would change with the playhead, and begin with nothing.
      const whole = { from: null, to: trace.stoppedAt ?? trace.until }
      return { lines: costLinesWithin(digest, trace, part), month: costFor(digest, trace, ranged ? part : whole, 'month'), ranged }
    },
    [digest, trace],
  )
  const { lines, month, ranged } = useMeasured(app, read)
  const total = sumOf(lines)
  const several = scenario.functions.length > 1
  const rules = [...new Set(lines.map(({ rule }) => ruleAt(rule).id))]
  return (
    <>
      <table className="figures bill" aria-label={text.table}>
        <caption className="eyebrow">{ranged ? numbers.costOfRange : numbers.cost}</caption>
        <thead>
          <tr>
            <th scope="col">{text.columns.item}</th>
            <th scope="col">{text.columns.amount}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <BillLine key={`${line.function} ${line.item}`} line={line} largest={largestOf(lines)} several={several} />
          ))}
          {lines.length === 0 ? (
            <tr>
              <td colSpan={2} className="muted">{text.none}</td>
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            <td>{formatMoney(toUsd(total))}</td>
          </tr>
          <tr>
            <th scope="row">{ranged ? text.monthOfRange : text.month}</th>
            <td>{month === null ? numbers.none : formatMoney(month)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="muted numbers-note">{text.monthNote(String(HOURS_PER_MONTH))}</p>
      {rules.length === 0 ? null : <RuleBadges label={text.table} rules={rules} />}
    </>
  )
}

const size = ({ amount }: CostLine): number => Math.abs(toUsd(amount))
const largestOf = (lines: readonly CostLine[]): number => lines.reduce((most, line) => Math.max(most, size(line)), 0)

function BillLine({ line, largest, several }: { line: CostLine; largest: number; several: boolean }) {
  const { name, note } = COST_ITEMS[line.item]
  return (
    <tr>
      <th scope="row" {...tip(note)}>
        {several ? text.ofFunction(name, line.function) : name}
        <span className="mono bill-quantity">{text.quantity(formatNumber(line.quantity), line.unit)}</span>
        <span className="bill-bar" data-refund={line.amount < 0n || undefined} style={{ width: `${(100 * size(line)) / (largest || 1)}%` }} />
      </th>
      <td>{formatMoney(toUsd(line.amount))}</td>
    </tr>
  )
}
