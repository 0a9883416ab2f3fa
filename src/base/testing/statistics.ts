/** Statistics for tests of random draws. Scores are in standard deviations or on the Kolmogorov scale. */

/** sqrt(n) times the largest gap to the law `cdf`; above 1.95 has probability 0.001. */
export function ksStatistic(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  let gap = 0
  sorted.forEach((x, i) => {
    const p = cdf(x)
    gap = Math.max(gap, p - i / n, (i + 1) / n - p)
  })
  return gap * Math.sqrt(n)
}

/** Chi-square of many counts against one expected count, as a normal score. */
export function chiSquareZ(counts: Float64Array, expected: number): number {
  const degrees = counts.length - 1
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return (chi - degrees) / Math.sqrt(2 * degrees)
}

/** Correlation of two uniform samples, as a normal score. */
export function correlationZ(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - 0.5) * (b[i]! - 0.5)
  return (12 * sum) / Math.sqrt(a.length)
}

/** Error function by its series; good to 1e-12 for |x| < 5. */
export function erf(x: number): number {
  if (Math.abs(x) > 5) return Math.sign(x)
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
    if (n > 200) break
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}
