import { tidy } from '../edit.ts'

/** Editing a rate over time by hand, as pure functions of its `[atMs, ratePerSecond]` points. */

export type Point = readonly [atMs: number, ratePerSecond: number]
export type Points = readonly Point[]

/** A stroke is thinned to one point in each of as many columns. */
const COLUMNS = 30

/** No hand draws more exactly. */
const rounded = (rate: number): number => Number(rate.toPrecision(3))

/** Rate of the line at a moment; level before the first and after the last point. */
export function rateAt(points: Points, atMs: number): number {
  const next = points.findIndex(([at]) => at >= atMs)
  if (next < 0) return points.at(-1)?.[1] ?? 0
  const [toAt, toRate] = points[next] ?? [0, 0]
  const [fromAt, fromRate] = points[next - 1] ?? [toAt, toRate]
  return toAt === fromAt ? toRate : fromRate + ((toRate - fromRate) * (atMs - fromAt)) / (toAt - fromAt)
}

/** The line with a stroke of the pen in place of what it passes over; outside, the line stays as it was. */
export function withStroke(points: Points, stroke: Points, durationMs: number): Points {
  const column = durationMs / COLUMNS
  const drawn = new Map<number, number>()
  const between = stroke.flatMap((point, i) => filled(stroke[i - 1] ?? point, point, column))
  for (const [at, rate] of between) drawn.set(Math.round(Math.min(durationMs, Math.max(0, at)) / column), Math.max(0, rate))
  const inOrder = [...drawn].toSorted(([a], [b]) => a - b).map(([n, rate]): Point => [tidy(n * column), rounded(rate)])
  const first = inOrder[0]?.[0]
  const last = inOrder.at(-1)?.[0]
  if (first === undefined || last === undefined) return points
  const left = points.filter(([at]) => at < first)
  const right = points.filter(([at]) => at > last)
  const into: Points = first === 0 || first === last ? [] : [[first, rounded(rateAt(points, first))]]
  const out: Points = last >= durationMs || first === last ? [] : [[last, rounded(rateAt(points, last))]]
  return [...left, ...into, ...inOrder, ...out, ...right]
}

/** Fast strokes leave gaps: points in every column between two. */
function filled([fromAt, fromRate]: Point, [toAt, toRate]: Point, column: number): Points {
  const steps = Math.max(1, Math.ceil(Math.abs(toAt - fromAt) / column))
  return Array.from({ length: steps }, (_, i): Point => {
    const share = (i + 1) / steps
    return [fromAt + (toAt - fromAt) * share, fromRate + (toRate - fromRate) * share]
  })
}

/** In order of time; points at one time keep their order and make a step. */
export const ordered = (points: Points): Points => points.toSorted(([a], [b]) => a - b)

/** A point in the middle of the widest gap, on the line. */
export function withPoint(points: Points, durationMs: number): Points {
  const ends = [...points.map(([at]) => at), durationMs]
  const starts = [0, ...ends.slice(0, -1)]
  const widest = ends.reduce((best, end, i) => (end - (starts[i] ?? 0) > (ends[best] ?? 0) - (starts[best] ?? 0) ? i : best), 0)
  const at = tidy(((starts[widest] ?? 0) + (ends[widest] ?? 0)) / 2)
  return ordered([...points, [at, tidy(rateAt(points, at))]])
}

export type Counts = { ok: true; counts: readonly number[] } | { ok: false; line: number; found: string }

/**
 * Counts per minute from pasted text: one or more on a line, separated by blanks, commas, semicolons or tabs.
 * A line of two fields whose first is no number is a label and its count; a first line of words is a heading.
 */
export function readCounts(text: string): Counts {
  const counts: number[] = []
  const lines = text.split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    const fields = line.trim().split(/\s*[,;\t]\s*|\s+/).filter((field) => field !== '')
    const numbers = isNumber(fields[0]) || fields.length < 2 ? fields : fields.slice(-1)
    const wrong = numbers.find((field) => !isNumber(field))
    if (wrong === undefined) counts.push(...numbers.map(Number))
    else if (counts.length > 0 || index > 0) return { ok: false, line: index + 1, found: wrong }
  }
  return { ok: true, counts }
}

const isNumber = (field: string | undefined): boolean => field !== undefined && /^\d+(\.\d+)?$/.test(field)

const MINUTE = 60_000

/** Counts per minute as steps of a rate. */
export function stepsOf(counts: readonly number[]): Points {
  return counts.flatMap((count, minute): Points => {
    const rate = tidy(count / 60)
    if (counts[minute - 1] === count && counts[minute + 1] === count) return []
    return [[minute * MINUTE, rate], [(minute + 1) * MINUTE, rate]]
  })
}

export const lengthOf = (counts: readonly number[]): number => counts.length * MINUTE
