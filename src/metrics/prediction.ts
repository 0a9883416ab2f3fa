/** Guesses about a run and how they compare with what happened: the pure part of "predict, then see". */

/** What a question can ask of its items, which are numbered from 0 in the order in which they are shown. */
export type Guess =
  /** How many of the items. */
  | { readonly kind: 'count'; readonly count: number }
  /** Which of the items, ascending. */
  | { readonly kind: 'mark'; readonly marked: readonly number[] }
  /** One of the items. */
  | { readonly kind: 'choose'; readonly option: number }
  /** All items in some order. */
  | { readonly kind: 'order'; readonly order: readonly number[] }
export type QuestionKind = Guess['kind']

/** What is true of a run; a number of items is told by which they are. */
export type Truth = Exclude<Guess, { kind: 'count' }>

export interface Question {
  /** Names the question where guesses are kept. */
  readonly id: string
  /** How it may be answered. */
  readonly kinds: readonly QuestionKind[]
  readonly items: number
}

export interface Score {
  readonly right: boolean
  /** The first item, or place in an order, where guess and truth part; null when the guess was right. */
  readonly divergesAt: number | null
}

const RIGHT: Score = { right: true, divergesAt: null }
const partedAt = (at: number): Score => ({ right: false, divergesAt: at })
const upTo = (count: number): number[] => Array.from({ length: count }, (_, item) => item)

/** The items a guess says yes to: a bare number reads as that many from the front. */
export function itemsOf(guess: Guess): readonly number[] {
  switch (guess.kind) {
    case 'count':
      return upTo(guess.count)
    case 'mark':
      return guess.marked
    case 'choose':
      return [guess.option]
    case 'order':
      return guess.order
  }
}

/** The number a guess amounts to. */
export const countOf = (guess: Guess): number => itemsOf(guess).length

/** The first item that one of two sets holds and the other does not. */
function firstApart(a: readonly number[], b: readonly number[]): number | null {
  const apart = [...a.filter((item) => !b.includes(item)), ...b.filter((item) => !a.includes(item))]
  return apart.length === 0 ? null : Math.min(...apart)
}

/** Compares a guess with the truth. A guess of another kind than the truth is wrong from the start. */
export function scoreOf(guess: Guess, truth: Truth): Score {
  if (guess.kind === 'count' && truth.kind === 'mark' && guess.count === truth.marked.length) return RIGHT
  if ((guess.kind === 'count' || guess.kind === 'mark') && truth.kind === 'mark') {
    const at = firstApart(itemsOf(guess), truth.marked)
    return at === null ? RIGHT : partedAt(at)
  }
  if (guess.kind === 'choose' && truth.kind === 'choose') return guess.option === truth.option ? RIGHT : partedAt(guess.option)
  if (guess.kind !== 'order' || truth.kind !== 'order') return partedAt(0)
  const at = truth.order.findIndex((item, place) => guess.order[place] !== item)
  return at < 0 ? RIGHT : partedAt(at)
}

/** The guess with one item marked or no longer marked. */
export function withMark(guess: Guess | null, item: number): Guess {
  const marked = guess === null ? [] : itemsOf(guess)
  const next = marked.includes(item) ? marked.filter((other) => other !== item) : [...marked, item]
  return { kind: 'mark', marked: next.toSorted((a, b) => a - b) }
}

const isItem = (value: unknown, items: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < items

function readItems(value: unknown, items: number): readonly number[] | null {
  if (!Array.isArray(value) || !value.every((item) => isItem(item, items))) return null
  return new Set(value).size === value.length ? value : null
}

function readAny(value: Readonly<Record<string, unknown>>, items: number): Guess | null {
  switch (value['kind']) {
    case 'count':
      return isItem(value['count'], items + 1) ? { kind: 'count', count: value['count'] } : null
    case 'choose':
      return isItem(value['option'], items) ? { kind: 'choose', option: value['option'] } : null
    case 'mark': {
      const marked = readItems(value['marked'], items)
      return marked && { kind: 'mark', marked: marked.toSorted((a, b) => a - b) }
    }
    case 'order': {
      const order = readItems(value['order'], items)
      return order?.length === items ? { kind: 'order', order } : null
    }
    default:
      return null
  }
}

/** A guess from storage or a file; null when it is none, or none that answers the question. */
export function readGuess(question: Question, value: unknown): Guess | null {
  if (typeof value !== 'object' || value === null) return null
  const guess = readAny(value as Readonly<Record<string, unknown>>, question.items)
  return guess !== null && question.kinds.includes(guess.kind) ? guess : null
}
