/** Differences between two pieces of plain JSON, small enough for a link. */

type Json = unknown
type Fields = Readonly<Record<string, Json>>

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !isList(value)

/** Deep equality of JSON; the order of keys does not matter. */
export function sameJson(a: Json, b: Json): boolean {
  if (Object.is(a, b) || a === b) return true
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]))
  if (!isFields(a) || !isFields(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
}

/** Marks an object that replaces another whole, and the length of a list that changed it. */
const WHOLE = '='
const LENGTH = '#'
/** No list of objects in a scenario is longer; keeps a forged length from filling memory. */
const MAX_LENGTH = 1000

const comparable = (a: Fields, b: Fields): boolean => {
  const keys = Object.keys(a)
  const same = keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key))
  return same && a['kind'] === b['kind']
}

const whole = (base: Json, value: Json): Json =>
  isFields(value) && (isFields(base) || isList(base)) ? { [WHOLE]: value } : value

const kept = (entries: readonly (readonly [string, Json])[]): Fields =>
  Object.fromEntries(entries.filter(([, change]) => change !== undefined))

/**
 * What `patch` needs to turn `base` into `value`; undefined when they are the same. Objects give their changed
 * fields; lists of objects their changed entries by number, those beyond the base compared with its last;
 * anything else is given whole.
 */
export function diff(base: Json, value: Json): Json {
  if (sameJson(base, value)) return undefined
  if (isList(base) && isList(value)) {
    if (base.length === 0 || value.length > MAX_LENGTH || !value.every(isFields) || !base.every(isFields)) return value
    const length = base.length === value.length ? undefined : value.length
    return kept([[LENGTH, length], ...value.map((item, i) => [String(i), diff(entry(base, i), item)] as const)])
  }
  if (!isFields(base) || !isFields(value) || !comparable(base, value)) return whole(base, value)
  return kept(Object.keys(value).map((key) => [key, diff(base[key], value[key])]))
}

const entry = (list: readonly Json[], i: number): Json => list[Math.min(i, list.length - 1)]

/** Undoes `diff`. Total: a change that does not fit is taken as it is, for validation to judge. */
export function patch(base: Json, change: Json): Json {
  if (change === undefined) return base
  if (!isFields(change)) return change
  if (Object.hasOwn(change, WHOLE)) return change[WHOLE]
  if (isList(base)) {
    const length = Number(Object.hasOwn(change, LENGTH) ? change[LENGTH] : base.length)
    if (!Number.isInteger(length) || length < 0 || length > MAX_LENGTH) return change
    return Array.from({ length }, (_, i) => patch(entry(base, i), Object.hasOwn(change, String(i)) ? change[String(i)] : undefined))
  }
  if (!isFields(base)) return change
  return Object.fromEntries([
    ...Object.keys(base).map((key) => [key, patch(base[key], Object.hasOwn(change, key) ? change[key] : undefined)] as const),
    ...Object.entries(change).filter(([key]) => !Object.hasOwn(base, key)),
  ])
}
