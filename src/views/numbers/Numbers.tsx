import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import { formatCount, formatDuration, formatMoney, formatShare } from '../../base/format.ts'
import { costFor, type CostSpan } from '../../metrics/costRate.ts'
import { countsAt, percentilesAt, type Counts } from '../../metrics/counts.ts'
import type { Digest } from '../../metrics/digest.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { numbers } from '../../text/en/numbers.ts'
import { SelectField } from '../design/SelectField.tsx'
import { useSampled } from '../frame/useSampled.ts'
import { momentText } from '../stage/describe.ts'
import { limitOf } from './limit.ts'
import './numbers.css'

/** What had happened by the playhead, counted. */
export function Numbers({ app }: { app: LambdascopeApp }) {
  const trace = useStore(app.runStore, (state) => state.trace)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  const digest = useStore(app.runStore, (state) => state.digest)
  const running = useStore(app.runStore, (state) => state.status === 'running')
  if (trace === null || scenario === null || digest === null) {
    return (
      <section className="numbers" aria-labelledby="numbers-title" aria-busy={running || undefined}>
        <h2 id="numbers-title">{numbers.title}</h2>
        {running ? null : <p className="muted">{numbers.empty}</p>}
      </section>
    )
  }
  return <RunNumbers app={app} trace={trace} digest={digest} scenario={scenario} />
}

interface RunNumbersProps {
  app: LambdascopeApp
  trace: Trace
  digest: Digest
  scenario: Scenario
}

const ALL = 'all'
const SHARES = [0.5, 0.9, 0.99] as const
const NAMES = ['p50', 'p90', 'p99'] as const

function RunNumbers({ app, trace, digest, scenario }: RunNumbersProps) {
  const [chosen, setChosen] = useState<number | null>(null)
  const single = scenario.functions.length === 1
  // Details of a selected record take room from the numbers, which then scroll: keys must be able to, too.
  const cramped = useStore(app.uiStore, (state) => state.selection !== null)
  const fn = single ? 0 : chosen !== null && chosen < scenario.functions.length ? chosen : null
  const read = useCallback(
    (time: number) => {
      const percentiles = percentilesAt(digest, trace, time, { shares: SHARES, fn })
      return { time, counts: countsAt(digest, trace, time, fn), percentiles }
    },
    [trace, digest, fn],
  )
  const { time, counts, percentiles } = useSampled(app.clock, read)
  const costPer = useStore(app.uiStore, (state) => state.costPer)
  const names = scenario.functions.map(({ FunctionName }, index) => ({ value: String(index), label: FunctionName }))
  return (
    <section className="numbers" aria-labelledby="numbers-title" tabIndex={cramped ? 0 : undefined}>
      <div className="numbers-head">
        <h2 id="numbers-title">{numbers.title}</h2>
        <span className="mono muted numbers-time">{numbers.at(momentText(time, trace.until))}</span>
      </div>
      {single ? null : (
        <SelectField
          label={numbers.choose}
          value={fn === null ? ALL : String(fn)}
          options={[{ value: ALL, label: numbers.whole }, ...names]}
          onChange={(value) => setChosen(value === ALL ? null : Number(value))}
        />
      )}
      <NumberList title={numbers.moment} rows={momentRows(counts, limitOf(scenario, fn))} />
      <NumberList title={numbers.soFar} rows={soFarRows(counts)} />
      <Latency percentiles={percentiles} />
      <NumberList title={numbers.cost} rows={costRows(counts, costPer, costFor(counts.costUsd, time, costPer))} />
    </section>
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

function Latency({ percentiles }: { percentiles: readonly number[] }) {
  return (
    <div>
      <h3 className="eyebrow">{numbers.latency}</h3>
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
