/** How well a few typed letters fit a text: whole words first, then words from their start, then parts of words, then letters in order. */

const WORD = 3.5
const WORD_START = 3
const INSIDE = 2
const SCATTERED = 1

const isBetween = (text: string, at: number): boolean => !/[a-z0-9]/.test(text.charAt(at))
const isWordStart = (text: string, at: number): boolean => at === 0 || isBetween(text, at - 1)

/** Letters in order must lie close together: within so many times their number. */
const SPREAD = 2.5

/** Whether the letters of `part` occur in `text` in order and close by, the first of them at the start of a word. */
function isScattered(part: string, text: string): boolean {
  for (let start = text.indexOf(part.charAt(0)); start >= 0; start = text.indexOf(part.charAt(0), start + 1)) {
    if (!isWordStart(text, start)) continue
    let at = start
    for (const letter of part) {
      at = text.indexOf(letter, at)
      if (at < 0) break
      at++
    }
    if (at >= 0 && at - start <= part.length * SPREAD) return true
  }
  return false
}

function kindAt(part: string, text: string, at: number): number {
  if (!isWordStart(text, at)) return INSIDE
  return isBetween(text, at + part.length) ? WORD : WORD_START
}

function scorePart(part: string, text: string): number {
  let best = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    // Sooner is better, by less than any difference of kind.
    const early = 1 - Math.min(1, at / 200)
    best = Math.max(best, kindAt(part, text, at) + early / 2)
  }
  return best > 0 || part.length < 3 || !isScattered(part, text) ? best : SCATTERED
}

/** 0: does not fit. Every word of the query must fit somewhere. Case does not matter. */
export function scoreOf(query: string, text: string): number {
  const parts = query.toLowerCase().split(/\s+/).filter((part) => part !== '')
  const low = text.toLowerCase()
  let sum = 0
  for (const part of parts) {
    const score = scorePart(part, low)
    if (score === 0) return 0
    sum += score
  }
  return parts.length === 0 ? 1 : sum / parts.length
}

export interface Findable {
  readonly title: string
  /** Other words for the same, as good as the title. */
  readonly words?: readonly string[]
  /** More words to be found by, worth half. */
  readonly more?: string
}

const bestOf = (query: string, { title, words = [], more = '' }: Findable): number =>
  Math.max(...[title, ...words].map((text) => scoreOf(query, text)), scoreOf(query, [title, ...words, more].join(' ')) / 2)

/** The items that fit, best first; equals stay in their order. */
export function find<T extends Findable>(query: string, items: readonly T[], most: number): T[] {
  const scored = items.map((item) => ({ item, score: bestOf(query, item) }))
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item)
}
