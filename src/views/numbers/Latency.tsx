import { useCallback, useMemo, useRef } from 'react'
import { formatCount, formatDuration } from '../../base/format.ts'
import { percentilesOf, responsesWithin, totalOf, type Responses } from '../../metrics/latency.ts'
import { numbers } from '../../text/en/numbers.ts'
import { useSize } from '../chart/useSize.ts'
import { useMeasured, type Measured } from '../frame/useMeasured.ts'
import { columnsOf, logScale, logTicks, placeLabels, type Column, type LogScale } from './histogram.ts'
import { partOf, type NumbersRun } from './measure.ts'

const { histogram: text } = numbers
const GROUPS = ['all', 'cold', 'warm'] as const

/** How long callers waited: the shape, its percentiles, and what the cold starts have to do with it. */
export function Latency({ run, fn }: { run: NumbersRun; fn: number | null }) {
  const { app, trace, digest } = run
  const read = useCallback((measured: Measured) => responsesWithin(digest, trace, partOf(measured), fn), [digest, trace, fn])
  const responses = useMeasured(app, read)
  return (
    <>
      <div>
        <h3 className="eyebrow">{text.title}</h3>
        <Histogram responses={responses} />
      </div>
      <PercentileTable responses={responses} />
    </>
  )
}

const HEIGHT = 132
const BASE = 110
const TOP = 20

function Histogram({ responses }: { responses: Responses }) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const columns = useMemo(() => columnsOf(responses), [responses])
  const scale = useMemo(() => logScale(columns), [columns])
  const marks = percentilesOf(responses.all)
  return (
    <div className="histogram" ref={box} role="img" aria-label={summary(responses, columns)}>
      {columns.length === 0 ? <p className="muted histogram-none">{text.none}</p> : null}
      {width === 0 || columns.length === 0 ? null : (
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <Axis scale={scale} width={width} />
          <Columns columns={columns} scale={scale} width={width} />
          <Marks marks={marks} scale={scale} width={width} />
        </svg>
      )}
      <ul className="histogram-key" role="list">
        {(['cold', 'warm'] as const).map((group) => (
          <li key={group}>
            <svg width="10" height="10" aria-hidden="true">
              <rect width="10" height="10" rx="2" className={`histogram-${group}`} />
              {group === 'cold' ? <path className="histogram-hatch" d="M0 10L10 0M-3 5L5 -3M5 13L13 5" /> : null}
            </svg>
            {text.groups[group]}
          </li>
        ))}
        <li className="muted">{text.axis}</li>
      </ul>
    </div>
  )
}

function summary({ all, cold }: Responses, columns: readonly Column[]): string {
  if (columns.length === 0) return text.none
  const range = text.range(formatDuration(columns[0]!.from), formatDuration(columns.at(-1)!.to))
  return text.label(totalOf(all), totalOf(cold), range)
}

function Axis({ scale, width }: { scale: LogScale; width: number }) {
  return (
    <g className="metric-grid">
      <path d={`M0 ${BASE}.5H${width}`} />
      {logTicks(scale).map((tick) => {
        const x = scale.at(tick) * width
        const anchor = x < 20 ? 'start' : x > width - 20 ? 'end' : 'middle'
        return (
          <text key={tick} x={x} y={HEIGHT - 6} textAnchor={anchor}>
            {formatDuration(tick)}
          </text>
        )
      })}
    </g>
  )
}

/** Warm below, cold above; a count however small is seen. */
function Columns({ columns, scale, width }: { columns: readonly Column[]; scale: LogScale; width: number }) {
  const highest = columns.reduce((most, { cold, warm }) => Math.max(most, cold + warm), 1)
  const heightOf = (count: number): number => (count === 0 ? 0 : Math.max(1.5, ((BASE - TOP) * count) / highest))
  const rect = (from: number, to: number, { y, height }: { y: number; height: number }): string => {
    const x = scale.at(from) * width
    return height === 0 ? '' : `M${x.toFixed(1)} ${y.toFixed(1)}h${Math.max(1, scale.at(to) * width - x - 1).toFixed(1)}v${height.toFixed(1)}H${x.toFixed(1)}z`
  }
  const paths = columns.map(({ from, to, cold, warm }) => {
    const low = heightOf(warm)
    const high = heightOf(cold)
    return { warm: rect(from, to, { y: BASE - low, height: low }), cold: rect(from, to, { y: BASE - low - high, height: high }) }
  })
  const cold = paths.map((path) => path.cold).join('')
  return (
    <>
      <path className="histogram-warm" d={paths.map((path) => path.warm).join('')} />
      <path className="histogram-cold" d={cold} />
    </>
  )
}

/** Lines at the percentiles; labels that would touch the one before are left out: the table has them all. */
function Marks({ marks, scale, width }: { marks: readonly number[]; scale: LogScale; width: number }) {
  const places = placeLabels(marks.map((mark, index) => ({ x: Math.min(width - 1, scale.at(mark) * width), width: text.shares[index]!.length * 7.4 })), width)
  return (
    <g className="histogram-marks">
      {places.map(({ x, left }, index) => (
        <g key={text.shares[index]}>
          <path d={`M${x.toFixed(1)} ${TOP - 4}V${BASE}`} />
          {left === null ? null : (
            <text x={left} y={12}>
              {text.shares[index]}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

function PercentileTable({ responses }: { responses: Responses }) {
  const values = GROUPS.map((group) => percentilesOf(responses[group]))
  return (
    <table className="figures" aria-label={text.table}>
      <thead>
        <tr>
          <th scope="col">{text.share}</th>
          {GROUPS.map((group) => (
            <th scope="col" key={group}>
              {text.groups[group]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {text.shares.map((share, index) => (
          <tr key={share}>
            <th scope="row">{share}</th>
            {values.map((column, group) => (
              <td key={GROUPS[group]}>{Number.isNaN(column[index]) ? numbers.none : formatDuration(column[index]!)}</td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{text.count}</th>
          {GROUPS.map((group) => (
            <td key={group}>{formatCount(totalOf(responses[group]))}</td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}
