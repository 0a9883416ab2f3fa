import { useCallback } from 'react'
import { useStore } from 'zustand'
import { formatCount, formatDuration, formatMoney, formatShare } from '../../base/format.ts'
import { costFor, type CostSpan } from '../../metrics/costRate.ts'
import { settingsAt } from '../../metrics/cloudwatch/settings.ts'
import { responsesAt, type Counts } from '../../metrics/counts.ts'
import { quantilesOf } from '../../metrics/histogram.ts'
import { countsWithin } from '../../metrics/within.ts'
import { numbers } from '../../text/en/numbers.ts'
import { useMeasured, type Measured } from '../frame/useMeasured.ts'
import { limitOf } from './limit.ts'
import { partOf, type NumbersRun } from './measure.ts'

const SHARES = [0.5, 0.9, 0.99] as const
const NAMES = ['p50', 'p90', 'p99'] as const

/** The numbers most people look for. */
export function Overview({ run, fn }: { run: NumbersRun; fn: number | null }) {
  const { app, trace, digest, scenario } = run
  const costPer = useStore(app.uiStore, (state) => state.costPer)
  const read = useCallback(
    (measured: Measured) => {
      const part = partOf(measured)
      const responses = responsesAt(digest, trace, part.to, { fn, ...(part.from === null ? {} : { after: part.from }) })
      const limit = limitOf(settingsAt(scenario, part.to), fn)
      return { ranged: measured.range !== null, limit, usd: costFor(digest, trace, part, costPer), counts: countsWithin(digest, trace, part, fn), percentiles: quantilesOf(responses, SHARES) }
    },
    [trace, digest, scenario, fn, costPer],
  )
  const { ranged, limit, usd, counts, percentiles } = useMeasured(app, read)
  return (
    <>
      <NumberList title={ranged ? numbers.momentOfRange : numbers.moment} rows={momentRows(counts, limit)} />
      <NumberList title={ranged ? numbers.inRange : numbers.soFar} rows={soFarRows(counts)} />
      <Percentiles title={ranged ? numbers.latencyOfRange : numbers.latency} percentiles={percentiles} />
      <NumberList title={ranged ? numbers.costOfRange : numbers.cost} rows={costRows(counts, costPer, usd)} />
    </>
  )
}

interface Row {
  label: string
  value: string
  alarm?: boolean
}

function momentRows(counts: Counts, limit: number): readonly Row[] {
  const { labels } = numbers
  return [
    { label: labels.inFlight, value: numbers.of(formatCount(counts.inFlight), formatCount(limit)) },
    { label: labels.initialising, value: formatCount(counts.initialising) },
    { label: labels.environments, value: formatCount(counts.environments) },
    { label: labels.idle, value: formatCount(counts.idle) },
  ]
}

function soFarRows(counts: Counts): readonly Row[] {
  const { labels } = numbers
  const share = (value: number): string =>
    value === 0 || counts.arrivals === 0
      ? formatCount(value)
      : numbers.withShare(formatCount(value), formatShare(value / counts.arrivals))
  return [
    { label: labels.requests, value: formatCount(counts.requests) },
    { label: labels.invocations, value: formatCount(counts.invocations) },
    { label: labels.coldStarts, value: share(counts.coldStarts) },
    { label: labels.throttles, value: share(counts.throttles), alarm: counts.throttles > 0 },
    { label: labels.errors, value: share(counts.errors), alarm: counts.errors > 0 },
    ...(counts.retries > 0 ? [{ label: labels.retries, value: formatCount(counts.retries) }] : []),
    ...(counts.gatewayTimeouts + counts.clientTimeouts > 0
      ? [{ label: labels.gaveUp, value: formatCount(counts.gatewayTimeouts + counts.clientTimeouts), alarm: true }]
      : []),
  ]
}

function costRows(counts: Counts, per: CostSpan, usd: number | null): readonly Row[] {
  const { labels } = numbers
  const perMillion = counts.requests === 0 || counts.costUsd === 0 ? numbers.none : formatMoney((counts.costUsd / counts.requests) * 1e6)
  return [
    { label: labels.billed, value: numbers.milliseconds(formatCount(counts.billedMs)) },
    { label: numbers.costPer(labels.costUsd, per), value: usd === null ? numbers.none : formatMoney(usd) },
    { label: labels.perMillion, value: perMillion },
  ]
}

function NumberList({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <div>
      <h3 className="eyebrow">{title}</h3>
      <dl className="number-list">
        {rows.map(({ label, value, alarm }) => (
          <div key={label} data-alarm={alarm || undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Percentiles({ title, percentiles }: { title: string; percentiles: readonly number[] }) {
  return (
    <div>
      <h3 className="eyebrow">{title}</h3>
      <dl className="percentiles">
        {NAMES.map((name, index) => {
          const value = percentiles[index]
          return (
            <div key={name}>
              <dt>{numbers.percentiles[name]}</dt>
              <dd>{value === undefined || Number.isNaN(value) ? numbers.none : formatDuration(value)}</dd>
            </div>
          )
        })}
      </dl>
      <p className="hidden-visually">{numbers.latencyHint}</p>
    </div>
  )
}
