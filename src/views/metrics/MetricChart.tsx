import { useMemo, useRef } from 'react'
import type { Metric } from '../../metrics/cloudwatch/catalogue.ts'
import type { Quota } from '../../metrics/cloudwatch/limit.ts'
import type { Series } from '../../metrics/cloudwatch/series.ts'
import { cloudwatch } from '../../text/en/cloudwatch.ts'
import { stageText } from '../../text/en/stage.ts'
import { useSize } from '../chart/useSize.ts'
import { layoutSeries, type Bar, type SeriesLayout } from './layout.ts'

interface MetricChartProps {
  metric: Metric
  series: Series
  quota: Quota | null
  /** Microseconds shown. */
  domain: readonly [number, number]
  until: number
  /** The playhead, or null where a range is measured. */
  time: number | null
  label: string
}

/** Counts what went wrong: the one colour for that. */
const ALARMING: ReadonlySet<string> = new Set(['Errors', 'Throttles'])

/** A metric over time, with its limit and the playhead. */
export function MetricChart({ metric, series, quota, domain, until, time, label }: MetricChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(box)
  const [from, to] = domain
  const layout = useMemo(
    () => layoutSeries(series, { width, height, domain: [from, to], until }, quota?.value ?? null),
    [series, width, height, from, to, until, quota?.value],
  )
  return (
    <div className="metric-chart" ref={box} role="img" aria-label={label}>
      {width === 0 ? null : (
        <svg width={width} height={height} aria-hidden="true">
          <Grid layout={layout} metric={metric} width={width} height={height} />
          <path className="metric-bars" data-alarm={ALARMING.has(metric.name) || undefined} d={barsPath(layout.bars)} />
          <LimitLine layout={layout} metric={metric} quota={quota} />
          {time === null ? null : <Playhead layout={layout} time={time} />}
        </svg>
      )}
      {layout.bars.length === 0 ? <p className="metric-none muted">{cloudwatch.noPoints}</p> : null}
    </div>
  )
}

const px = (value: number): string => value.toFixed(1)
const barsPath = (bars: readonly Bar[]): string =>
  bars.map(({ x, y, width, height }) => `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`).join('')

function Grid({ layout, metric, width, height }: { layout: SeriesLayout; metric: Metric; width: number; height: number }) {
  const { plot, rows, columns, ticks } = layout
  return (
    <g className="metric-grid">
      {rows.map(({ value, y }) => (
        <g key={value}>
          <path d={`M${plot.x} ${px(y)}H${plot.x + plot.width}`} />
          <text x={plot.x - 6} y={y} dy="0.35em" textAnchor="end">{cloudwatch.value(value, { ...metric, kind: 'gauge' })}</text>
        </g>
      ))}
      {columns.map(({ time, x }) => (
        <text key={time} x={x} y={height - 4} textAnchor={x > width - 30 ? 'end' : x < plot.x + 10 ? 'start' : 'middle'}>
          {stageText.momentWithUnit(time, ticks.unit, ticks.decimals)}
        </text>
      ))}
    </g>
  )
}

/** The limit, named; one far above is named at the top. */
function LimitLine({ layout, metric, quota }: { layout: SeriesLayout; metric: Metric; quota: Quota | null }) {
  if (quota === null) return null
  const { plot, limitY } = layout
  const right = plot.x + plot.width
  const words = cloudwatch.limit(quota.kind, cloudwatch.value(quota.value, metric))
  return (
    <g className="metric-limit" data-kind={quota.kind}>
      {limitY === null ? null : <path d={`M${plot.x} ${px(limitY)}H${right}`} />}
      <text x={right} y={limitY === null ? plot.y - 5 : limitY - 4} textAnchor="end">
        {limitY === null ? stageText.concurrency.offScale(words) : words}
      </text>
    </g>
  )
}

function Playhead({ layout, time }: { layout: SeriesLayout; time: number }) {
  const { plot, scale } = layout
  const x = scale.toPx(time)
  if (x < plot.x || x > plot.x + plot.width + 1) return null
  return <path className="metric-playhead" d={`M${px(x)} ${plot.y - 2}V${plot.y + plot.height}`} />
}
