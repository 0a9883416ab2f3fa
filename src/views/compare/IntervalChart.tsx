import type { PercentileName } from '../../metrics/runSummary.ts'
import { studyLine, type Estimate, type Study } from '../../metrics/study.ts'
import type { FutureName } from '../../scenario/comparison.ts'
import { compare } from '../../text/en/compare.ts'

const ROWS: readonly PercentileName[] = ['p50', 'p90', 'p95', 'p99', 'p999']

/** Medians and intervals of the latency percentiles on one axis from 0; the table beside it says the same. */
export function IntervalChart({ study }: { study: Study }) {
  const lines = ROWS.map((field) => ({ field, ...studyLine(study, field) })).filter(({ a, b }) => !Number.isNaN(a.middle) && !Number.isNaN(b.middle))
  const top = Math.max(1, ...lines.flatMap(({ a, b }) => [a.high, b.high])) * 1.04
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * niceTop(top)).filter((value) => value <= top)
  const at = (value: number): string => `${(value / top) * 100}%`
  return (
    <figure className="interval-chart" aria-label={compare.seeds.chart}>
      <figcaption>{compare.seeds.chart}</figcaption>
      {lines.map(({ field, a, b }) => (
        <div key={field} className="interval-row" aria-hidden>
          <span className="interval-name">{compare.fields[field]}</span>
          <span className="interval-track">
            {ticks.map((value) => <i key={value} className="interval-grid" style={{ left: at(value) }} />)}
            <Interval name="a" estimate={a} at={at} />
            <Interval name="b" estimate={b} at={at} />
          </span>
        </div>
      ))}
      <div className="interval-row" aria-hidden>
        <span />
        <span className="interval-axis">
          {ticks.map((value) => <span key={value} style={{ left: at(value) }}>{compare.value('p50', value)}</span>)}
        </span>
      </div>
    </figure>
  )
}

/** A round number at or below the top. */
function niceTop(top: number): number {
  const size = 10 ** Math.floor(Math.log10(top))
  return [8, 6, 4, 2, 1].map((factor) => factor * size).find((value) => value <= top) ?? size
}

function Interval({ name, estimate, at }: { name: FutureName; estimate: Estimate; at: (value: number) => string }) {
  const { low, middle, high } = estimate
  return (
    <>
      <span className="interval-bar" data-future={name} style={{ left: at(low), width: at(high - low) }} />
      <span className="interval-dot" data-future={name} style={{ left: at(middle) }} />
    </>
  )
}
