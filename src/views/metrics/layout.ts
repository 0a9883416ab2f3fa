/** Where the bars, axes and lines of a metric stand. Pure; CSS pixels. */
import type { Series } from '../../metrics/cloudwatch/series.ts'
import { countTicks, timeTicks } from '../chart/ticks.ts'
import { createTimeScale, type TimeScale } from '../chart/timeScale.ts'

export interface Frame {
  width: number
  height: number
  /** Microseconds shown. */
  domain: readonly [from: number, to: number]
  /** Length of the run: it decides how times are told. */
  until: number
}

export interface Bar {
  x: number
  y: number
  width: number
  height: number
}

export interface SeriesLayout {
  plot: Bar
  scale: TimeScale
  bars: readonly Bar[]
  /** Values marked on the left, with their heights. */
  rows: readonly { value: number; y: number }[]
  columns: readonly { time: number; x: number }[]
  ticks: ReturnType<typeof timeTicks>
  /** Height of the limit, or null where there is none or it is out of sight. */
  limitY: number | null
  top: number
}

const LEFT = 46
const RIGHT = 10
const TOP = 16
const BOTTOM = 20
/** A zero is a point too: a bar this high says so. */
const ZERO_HEIGHT = 2

/** A limit further away than this many times the highest value is named, not drawn. */
const NEAR = 2.5

export function layoutSeries(series: Series, { width, height, domain, until }: Frame, limit: number | null): SeriesLayout {
  const plot = { x: LEFT, y: TOP, width: Math.max(1, width - LEFT - RIGHT), height: Math.max(1, height - TOP - BOTTOM) }
  const scale = createTimeScale(domain, [plot.x, plot.x + plot.width])
  const highest = series.values.reduce((most, value) => (value > most ? value : most), 0)
  const near = limit !== null && limit <= Math.max(highest * NEAR, 1)
  const top = niceTop(near ? Math.max(limit, highest) : highest)
  const toY = (value: number): number => plot.y + plot.height * (1 - value / top)
  const ticks = timeTicks(domain, plot.width / 74, until)
  return {
    plot,
    scale,
    bars: barsOf(series, { plot, scale, toY }),
    rows: valueTicks(top).map((value) => ({ value, y: toY(value) })),
    columns: ticks.times.map((time) => ({ time, x: scale.toPx(time) })),
    ticks,
    limitY: near && limit !== null ? toY(limit) : null,
    top,
  }
}

/** A round number at or above the highest value. */
export function niceTop(highest: number): number {
  if (highest <= 0) return 1
  let power = 1
  while (power * 10 <= highest) power *= 10
  while (power > highest) power /= 10
  return [1, 2, 3, 4, 5, 6, 8, 10].map((lead) => lead * power).find((candidate) => candidate >= highest * 0.999_999) ?? power * 10
}

/** Marks on the left: whole numbers above 1, halves below. */
function valueTicks(top: number): number[] {
  return top <= 1 ? [0, top / 2, top] : countTicks(top, 3)
}

interface Place {
  plot: Bar
  scale: TimeScale
  toY: (value: number) => number
}

/** One bar per period, or per pixel with the highest of its periods where they are narrower. */
function barsOf({ start, period, values }: Series, { plot, scale, toY }: Place): Bar[] {
  const perBar = Math.max(1, Math.ceil(2 / (period * scale.density)))
  const [left, right] = scale.range
  const base = plot.y + plot.height
  const bars: Bar[] = []
  for (let at = 0; at < values.length; at += perBar) {
    let value = NaN
    for (let i = at; i < Math.min(values.length, at + perBar); i++) {
      const other = values[i]!
      if (other === other && !(value >= other)) value = other
    }
    if (value !== value) continue
    const from = Math.max(left, scale.toPx(start + at * period))
    const to = Math.min(right, scale.toPx(start + (at + perBar) * period))
    const gap = to - from >= 5 ? 1 : 0
    const y = Math.min(base - ZERO_HEIGHT, toY(value))
    if (to > from) bars.push({ x: from, y, width: Math.max(1, to - from - gap), height: base - y })
  }
  return bars
}

/** The series as comma-separated values, periods without a point left out. Times are seconds of the run. */
export function seriesCsv({ start, period, values }: Series, name: string): string {
  const lines = [...values].flatMap((value, at) => (value === value ? [`${(start + at * period) / 1e6},${value}`] : []))
  return [`"seconds","${name}"`, ...lines].join('\n')
}

export const PERIODS = [1, 10, 60, 300, 3600] as const

/** The finest period that gives a legible number of bars. */
export function periodFor(span: number): number {
  return PERIODS.find((seconds) => span / (seconds * 1e6) <= 120) ?? 3600
}
