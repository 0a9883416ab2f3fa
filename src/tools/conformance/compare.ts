/**
 * Whether results agree with what was expected. An estimate against an estimate: within 4 combined standard errors or
 * inside a floor (2e-4 for probabilities, 0.3 % otherwise); an exact number against an estimate: within 4 of its
 * standard errors; a case with a tolerance: that; exact numbers: one part in a million; everything else: equality.
 * The mean of z squared over all estimates shows what single comparisons cannot: about 1 is right, above 2 is a bias.
 */
import { isObject } from './inputs.ts'
import type { ConformanceCase, Estimate, Json, JsonObject } from './types.ts'

export interface Mismatch {
  path: string
  expected: Json
  found: Json
}

export interface Comparison {
  values: number
  mismatches: readonly Mismatch[]
  /** One z squared per estimate with an error. */
  squares: readonly number[]
}

const LIMIT = 4
const PROBABILITY_FLOOR = 2e-4
const RELATIVE_FLOOR = 0.003
const EXACT = 1e-6

const isNumber = (value: Json): value is number => typeof value === 'number'

export function isEstimate(value: Json): value is Estimate & JsonObject {
  return isObject(value) && isNumber(value['mean'] ?? null) && isNumber(value['se'] ?? null)
}

interface Tally {
  values: number
  mismatches: Mismatch[]
  squares: number[]
  tolerance: ConformanceCase['tolerance']
}

/** Whether two numbers or estimates agree; adds z squared to the tally where there is one. */
function numbersAgree(tally: Tally, key: string, expected: number | Estimate, found: number | Estimate): boolean {
  const [want, wantError] = isNumber(expected) ? [expected, 0] : [expected.mean, expected.se]
  const [have, haveError] = isNumber(found) ? [found, 0] : [found.mean, found.se]
  const difference = Math.abs(have - want)
  const { tolerance } = tally
  if (tolerance !== undefined && isNumber(expected)) {
    return difference <= (tolerance.abs ?? 0) + (tolerance.rel ?? 0) * Math.abs(want) + LIMIT * haveError
  }
  const error = Math.hypot(wantError, haveError)
  if (error > 0) tally.squares.push((difference / error) ** 2)
  if (!isNumber(expected)) {
    const floor = key.startsWith('p_') ? PROBABILITY_FLOOR : RELATIVE_FLOOR * Math.abs(want)
    return difference <= Math.max(LIMIT * error, floor)
  }
  if (!isNumber(found)) return difference <= LIMIT * haveError + 1e-9
  return difference <= EXACT * Math.max(1e-9, Math.abs(want))
}

function compareValue(tally: Tally, path: string, expected: Json, found: Json): void {
  if (isObject(expected) && !isEstimate(expected)) {
    if (!isObject(found) || isEstimate(found)) tally.mismatches.push({ path, expected, found })
    else compareObjects(tally, path, expected, found)
    return
  }
  const rows = Array.isArray(expected) && Array.isArray(found) && isObject((expected as readonly Json[])[0])
  if (rows && expected.length === found.length) {
    ;(expected as readonly Json[]).forEach((row, index) => compareValue(tally, `${path}[${index}]`, row, (found as readonly Json[])[index]!))
    return
  }
  tally.values++
  const numeric = (value: Json): value is number | (Estimate & JsonObject) => isNumber(value) || isEstimate(value)
  const key = path.slice(path.lastIndexOf('.') + 1)
  const agree = numeric(expected) && numeric(found) ? numbersAgree(tally, key, expected, found) : JSON.stringify(expected) === JSON.stringify(found)
  if (!agree) tally.mismatches.push({ path, expected, found })
}

function compareObjects(tally: Tally, path: string, expected: JsonObject, found: JsonObject): void {
  for (const [key, value] of Object.entries(found)) {
    const wanted = expected[key]
    const name = `${path}.${key}`
    if (wanted === undefined) tally.mismatches.push({ path: name, expected: null, found: value })
    else compareValue(tally, name, wanted, value)
  }
}

/** Compares the metrics of one case with those expected. */
export function compareCase(test: ConformanceCase, metrics: JsonObject): Comparison {
  const tally: Tally = { values: 0, mismatches: [], squares: [], tolerance: test.tolerance }
  compareObjects(tally, test.id, test.expected ?? {}, metrics)
  return tally
}

/** Mean of z squared, null when there was nothing to estimate. */
export function meanSquare(comparisons: readonly Comparison[]): number | null {
  const squares = comparisons.flatMap((comparison) => comparison.squares)
  return squares.length === 0 ? null : squares.reduce((sum, square) => sum + square, 0) / squares.length
}
