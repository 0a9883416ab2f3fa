/**
 * Elementary functions that give the same bits in every browser.
 *
 * The language leaves the last bits of `Math.exp`, `log` and `pow` to the engine. A run that must be
 * reproducible from a link cannot use them, so these are made of + - * / and tables only (each exact by
 * IEEE 754). `Math.sqrt`, `Math.floor` and `Math.round` are exact by the standard and need no replacement.
 */

const LN2 = 0.6931471805599453
/** ln 2 in two parts: the first has 20 trailing zero bits, so its product with an exponent is exact. */
const LN2_HIGH = 0.693147180369123816490
const LN2_LOW = 1.90821492927058770002e-10

/** Steps of the table between powers of two: so many that four terms of the series do (16 kB, in the first cache). */
const STEPS = 2048
const STEP_BITS = 11
const STEPS_PER_LN2 = STEPS / LN2
const LN2_HIGH_STEP = LN2_HIGH / STEPS
const LN2_LOW_STEP = LN2_LOW / STEPS
/** Adding and subtracting it rounds a double to the nearest integer. */
const ROUNDER = 6755399441055744
const EXP_MAX = 709.7
const EXP_MIN = -708.3
const MIN_EXPONENT = -1022
const MAX_EXPONENT = 1023

/** 2^(i/STEPS), as products of repeated square roots of 2. */
const FRACTIONS = buildFractions()
const POWERS_OF_TWO = buildPowersOfTwo()

/** The float's bits, to read its exponent without a loop. */
const bitsOfDouble = new Float64Array(1)
const wordsOfDouble = new Uint32Array(bitsOfDouble.buffer)
bitsOfDouble[0] = 1
const HIGH_WORD = wordsOfDouble[1] === 0 ? 0 : 1

const MANTISSA_MASK = 0x000fffff
const EXPONENT_OF_ONE = 0x3ff00000
const SQRT2_HIGH_WORD = 0x3ff6a09e
const TWO_52 = 4503599627370496

function buildFractions(): Float64Array {
  const table = new Float64Array(STEPS)
  for (let i = 0; i < STEPS; i++) {
    let product = 1
    let root = 2
    for (let bit = STEPS / 2; bit >= 1; bit /= 2) {
      root = Math.sqrt(root)
      if ((i & bit) !== 0) product *= root
    }
    table[i] = product
  }
  return table
}

function buildPowersOfTwo(): Float64Array {
  const table = new Float64Array(MAX_EXPONENT - MIN_EXPONENT + 1)
  table[-MIN_EXPONENT] = 1
  for (let e = 1; e <= MAX_EXPONENT; e++) table[e - MIN_EXPONENT] = table[e - 1 - MIN_EXPONENT]! * 2
  for (let e = -1; e >= MIN_EXPONENT; e--) table[e - MIN_EXPONENT] = table[e + 1 - MIN_EXPONENT]! / 2
  return table
}

/** e to the power `x`, to about 1e-15 relative. Below -708.3 (where doubles lose precision) it is 0. */
export function detExp(x: number): number {
  if (!(x <= EXP_MAX)) return x > EXP_MAX ? Infinity : NaN
  if (x < EXP_MIN) return 0
  const steps = x * STEPS_PER_LN2 + ROUNDER - ROUNDER
  const rest = x - steps * LN2_HIGH_STEP - steps * LN2_LOW_STEP
  const n = steps | 0
  const series = 1 + rest * (1 + rest * (0.5 + rest * (1 / 6)))
  return FRACTIONS[n & (STEPS - 1)]! * series * POWERS_OF_TWO[(n >> STEP_BITS) - MIN_EXPONENT]!
}

/** Natural logarithm, to about 1e-15 relative. `-Infinity` at 0, `NaN` below. */
export function detLog(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return Infinity
  let exponent = 0
  bitsOfDouble[0] = x
  let high = wordsOfDouble[HIGH_WORD]!
  if (high <= MANTISSA_MASK) {
    bitsOfDouble[0] = x * TWO_52
    high = wordsOfDouble[HIGH_WORD]!
    exponent = -52
  }
  exponent += (high >>> 20) - 1023
  // Mantissa into [sqrt 1/2, sqrt 2), where the series below converges fastest.
  let mantissaHigh = (high & MANTISSA_MASK) | EXPONENT_OF_ONE
  if (mantissaHigh > SQRT2_HIGH_WORD) {
    mantissaHigh -= 0x00100000
    exponent += 1
  }
  wordsOfDouble[HIGH_WORD] = mantissaHigh
  return logOfMantissa(bitsOfDouble[0]!, exponent)
}

/** log(m) + e log 2, through log m = 2 atanh((m - 1) / (m + 1)). */
function logOfMantissa(mantissa: number, exponent: number): number {
  const s = (mantissa - 1) / (mantissa + 1)
  const q = s * s
  const low = 1 / 13 + q * (1 / 15 + q * (1 / 17 + q * (1 / 19 + q * (1 / 21 + q * (1 / 23)))))
  const series = q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * low)))))
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW))
}

/** `x` to the power `y` for x >= 0; relative error grows with |y log x| (1e-14 at 100). */
export function detPow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1
  if (x === 0) return y > 0 ? 0 : Infinity
  if (y === 0.5) return Math.sqrt(x)
  return detExp(y * detLog(x))
}
