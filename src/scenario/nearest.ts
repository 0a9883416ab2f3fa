/** The candidate that differs least from `word`, or null when none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 2)) + 1
  for (const candidate of candidates) {
    const d = difference(word.slice(0, 64).toLowerCase(), candidate.toLowerCase())
    if (d < least) {
      best = candidate
      least = d
    }
  }
  return best
}

/** A word cut short counts little, however much is missing. */
function difference(word: string, candidate: string): number {
  const letters = distance(word, candidate)
  return word.length > 2 && candidate.includes(word) ? 1 + letters / 100 : letters
}

/** Levenshtein distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
