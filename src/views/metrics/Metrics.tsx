import { Table2 } from 'lucide-react'
import { useCallback, useId, useState } from 'react'
import { useStore } from 'zustand'
import { METRICS, metricOf, type MetricName, type Statistic } from '../../metrics/cloudwatch/catalogue.ts'
import { quotaOf } from '../../metrics/cloudwatch/limit.ts'
import type { Run, Stretch } from '../../metrics/cloudwatch/samples.ts'
import { metricSeries, metricTotal } from '../../metrics/cloudwatch/series.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { cloudwatch } from '../../text/en/cloudwatch.ts'
import { IconButton } from '../design/Button.tsx'
import { CopyButton } from '../design/CopyButton.tsx'
import { RuleBadges } from '../design/RuleBadges.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { useMeasured, type Measured } from '../frame/useMeasured.ts'
import { momentText } from '../stage/describe.ts'
import { MetricChart } from './MetricChart.tsx'
import './metrics.css'
import { periodFor, PERIODS, seriesCsv } from './layout.ts'
import { SeriesTable } from './SeriesTable.tsx'

/** CloudWatch metrics of the run, by their names. */
export function Metrics({ app }: { app: LambdascopeApp }) {
  const trace = useStore(app.runStore, (state) => state.trace)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  if (trace === null || scenario === null) {
    return (
      <section className="metrics" aria-labelledby="metrics-title">
        <h2 id="metrics-title">{cloudwatch.title}</h2>
        <p className="muted">{cloudwatch.empty}</p>
      </section>
    )
  }
  return <RunMetrics app={app} run={runOf(trace, scenario)} />
}

const runs = new WeakMap<Run['trace'], Run>()
/** One object for each trace, so that what is sampled keeps its identity. */
function runOf(trace: Run['trace'], scenario: Run['scenario']): Run {
  const known = runs.get(trace)
  if (known?.scenario === scenario) return known
  const run = { trace, scenario }
  runs.set(trace, run)
  return run
}

interface Choice {
  metric: MetricName
  statistic: Statistic
  /** Seconds; null follows the length of what is measured. */
  period: number | null
  fn: number | null
}

const MICROS = 1e6

function RunMetrics({ app, run }: { app: LambdascopeApp; run: Run }) {
  const [choice, setChoice] = useState<Choice>({ metric: 'Invocations', statistic: 'Sum', period: null, fn: null })
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const { trace, scenario } = run
  // Of one function alone its own limit is the one that matters.
  const chosen = scenario.functions.length === 1 ? 0 : choice.fn
  const fn = chosen !== null && chosen < scenario.functions.length ? chosen : null
  const { metric: name, statistic, period: chosenPeriod } = choice
  const read = useCallback(
    ({ time, range }: Measured) => {
      const seconds = chosenPeriod ?? periodFor(range === null ? trace.until : range.to - range.from)
      const stretch: Stretch = range === null ? { from: 0, to: time + 1, knownBy: time } : { ...range, knownBy: Infinity }
      const question = { metric: name, statistic, fn, stretch }
      return {
        time, range, seconds,
        series: metricSeries(run, { ...question, period: seconds * MICROS }),
        total: metricTotal(run, question),
      }
    },
    [run, trace, name, statistic, chosenPeriod, fn],
  )
  const { time, range, seconds, series, total } = useMeasured(app, read)
  const metric = metricOf(name)
  const what = cloudwatch.what(name, statistic, periodLabel(seconds))
  const points = series.values.reduce((count, value) => count + (value === value ? 1 : 0), 0)
  const highest = series.values.reduce((most, value) => (value > most ? value : most), 0)
  const moment = (at: number): string => momentText(at, trace.until)
  return (
    <section className="metrics" aria-labelledby={`${id}-title`}>
      <div className="metrics-head">
        <h2 id={`${id}-title`}>{cloudwatch.title}</h2>
        <span className="mono muted numbers-time">
          {range === null ? cloudwatch.upTo(moment(time)) : cloudwatch.within(moment(range.from), moment(range.to))}
        </span>
      </div>
      <Choices choice={{ ...choice, fn, period: seconds }} onChange={setChoice} run={run} />
      <div className="metric-figure">
        <p className="metric-total">
          <span className="muted">{cloudwatch.whole}</span> <b className="mono">{cloudwatch.value(total, metric)}</b>
        </p>
        <div className="metric-tools">
          <IconButton label={cloudwatch.table} size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            <Table2 size={15} aria-hidden />
          </IconButton>
          <CopyButton label={cloudwatch.copy} text={() => seriesCsv(series, `${name} ${statistic}`)} />
        </div>
      </div>
      {asTable ? (
        <SeriesTable metric={metric} series={series} until={trace.until} caption={cloudwatch.caption(what)} />
      ) : (
        <MetricChart
          metric={metric}
          series={series}
          quota={quotaOf(scenario, name, metric.scope === 'region' ? null : fn, time)}
          domain={range === null ? [0, trace.until] : [range.from, range.to]}
          until={trace.until}
          time={range === null ? time : null}
          label={cloudwatch.summary(what, points, cloudwatch.value(highest, metric))}
        />
      )}
      <RuleBadges label={cloudwatch.rules} rules={seconds < 60 ? [...metric.rules, 'MC-30'] : [...metric.rules, 'MO-01']} />
    </section>
  )
}

const periodLabel = (seconds: number): string => cloudwatch.periods.find((each) => each.seconds === seconds)?.label ?? ''

interface ChoicesProps {
  choice: Choice
  onChange: (change: (before: Choice) => Choice) => void
  run: Run
}

function Choices({ choice, onChange, run: { scenario } }: ChoicesProps) {
  const metric = metricOf(choice.metric)
  const set = (part: Partial<Choice>): void => onChange((before) => ({ ...before, ...part }))
  const chooseMetric = (name: MetricName): void => {
    const { statistics } = metricOf(name)
    set({ metric: name, statistic: statistics.includes(choice.statistic) ? choice.statistic : statistics[0]! })
  }
  const functions = scenario.functions.map(({ FunctionName }, fn) => ({ value: String(fn), label: cloudwatch.functionName(FunctionName) }))
  return (
    <div className="metric-choices">
      <SelectField label={cloudwatch.metric} value={choice.metric} options={METRICS.map(({ name }) => ({ value: name, label: name }))} onChange={chooseMetric} />
      <SelectField
        label={cloudwatch.statistic}
        value={choice.statistic}
        options={metric.statistics.map((value) => ({ value, label: value }))}
        onChange={(statistic) => set({ statistic })}
      />
      <SelectField
        label={cloudwatch.period}
        value={String(choice.period)}
        options={PERIODS.map((seconds) => ({ value: String(seconds), label: periodLabel(seconds) }))}
        onChange={(period) => set({ period: Number(period) })}
      />
      {functions.length < 2 || metric.scope === 'region' ? null : (
        <SelectField
          label={cloudwatch.dimension}
          value={choice.fn === null ? 'all' : String(choice.fn)}
          options={[{ value: 'all', label: cloudwatch.region }, ...functions]}
          onChange={(value) => set({ fn: value === 'all' ? null : Number(value) })}
        />
      )}
    </div>
  )
}
