/** The histogram of response times on a logarithmic axis, as plain geometry. */
import { middleOf } from '../../metrics/histogram.ts'
import type { Responses } from '../../metrics/latency.ts'

/** Finest bins joined into one bar: eight bars for each doubling. */
const JOINED = 16

export interface Column {
  /** Edges, microseconds. */
  from: number
  to: number
  cold: number
  warm: number
}

/** Columns between the shortest and the longest response, empty ones included. */
export function columnsOf({ cold, warm }: Responses): Column[] {
  const columns: Column[] = []
  for (let bin = 0; bin < cold.length; bin += JOINED) {
    const column = { from: middleOf(bin), to: middleOf(bin + JOINED), cold: sum(cold, bin), warm: sum(warm, bin) }
    if (columns.length > 0 || column.cold + column.warm > 0) columns.push(column)
  }
  while (columns.length > 0 && columns.at(-1)!.cold + columns.at(-1)!.warm === 0) columns.pop()
  return columns
}

function sum(counts: Int32Array, from: number): number {
  let total = 0
  for (let bin = from; bin < from + JOINED; bin++) total += counts[bin] ?? 0
  return total
}

export interface LogScale {
  /** Position of a duration, from 0 to 1. */
  at(micros: number): number
  from: number
  to: number
}

/** At least half a decade, so that a single column does not fill the picture. */
const LEAST = Math.sqrt(10)

export function logScale(columns: readonly Column[]): LogScale {
  const first = Math.max(1, columns[0]?.from ?? 1000)
  const last = Math.max(first, columns.at(-1)?.to ?? 1000)
  const widen = Math.max(1, LEAST / (last / first))
  const from = first / Math.sqrt(widen) / 1.06
  const to = last * Math.sqrt(widen) * 1.06
  const span = Math.log(to / from)
  return { from, to, at: (micros) => Math.min(1, Math.max(0, Math.log(Math.max(1, micros) / from) / span)) }
}

/** 1, 2, 5, 10, 20 ... within the scale; only powers of ten over a wide one. */
export function logTicks({ from, to }: LogScale): number[] {
  const leads = to / from > 200 ? [1] : [1, 2, 5]
  const ticks: number[] = []
  for (let power = 1; power <= to; power *= 10) {
    for (const lead of leads) if (lead * power >= from && lead * power <= to) ticks.push(lead * power)
  }
  return ticks
}

/** Left edges of labels above their marks, from left to right; null for one that would touch the one before. */
export function placeLabels(labels: readonly { x: number; width: number }[], width: number): { x: number; left: number | null }[] {
  const placed: { x: number; left: number | null }[] = []
  let free = -Infinity
  for (const { x, width: room } of labels) {
    const left = Math.min(width - room, Math.max(0, x - room / 2))
    placed.push({ x, left: left >= free ? left : null })
    if (left >= free) free = left + room + 4
  }
  return placed
}
