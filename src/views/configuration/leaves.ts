import { sameJson } from '../../scenario/diff.ts'
import { pathsBetween, valueAt } from '../../scenario/fork.ts'
import type { Scenario } from '../../sim/scenario.ts'

/** Where two scenarios differ, down to single values: a list or an object that only one of them has is gone into as well. */

/** A list longer than this, or an object that differs in more places, is said as a whole. */
const MOST = 12

export function leavesBetween(before: Scenario, after: Scenario): string[] {
  return pathsBetween(before, after, '').flatMap((path) => {
    if (path === 'functions' || path === 'traffic') return [path, ...ofSameName(path, before, after)]
    return few(path, leaves(valueAt(before, path), valueAt(after, path), path))
  })
}

const few = (path: string, found: readonly string[]): readonly string[] => (found.length > MOST ? [path] : found)

/** In lists of functions or sources that are not of one length, those that both have begin alike. */
function ofSameName(list: 'functions' | 'traffic', before: Scenario, after: Scenario): string[] {
  const [was, is] = [namesIn(list, before), namesIn(list, after)]
  return is.flatMap((name, i) => (name === was[i] ? pathsBetween(before[list][i], after[list][i], `${list}[${i}]`) : []))
}

export const namesIn = (list: 'functions' | 'traffic', { functions, traffic }: Scenario): readonly string[] =>
  list === 'functions' ? functions.map(({ FunctionName }) => FunctionName) : traffic.map(({ name }) => name)

function leaves(a: unknown, b: unknown, path: string): string[] {
  if (sameJson(a, b)) return []
  // Thousands of requests or points are not gone into: this is asked at every move of a knob.
  if (isLong(a) || isLong(b)) return [path]
  const steps = [...new Set([...stepsInto(a), ...stepsInto(b)])]
  if (!isOpen(a) || !isOpen(b) || steps.length === 0) return [path]
  return steps.flatMap((step) => leaves(valueAt(a, step), valueAt(b, step), path + step))
}

const isLong = (value: unknown): boolean => Array.isArray(value) && value.length > MOST
const isAbsent = (value: unknown): boolean => value === null || value === undefined
const isOpen = (value: unknown): boolean => isAbsent(value) || typeof value === 'object'

const stepsInto = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Array.isArray(value) ? value.map((_, i) => `[${i}]`) : Object.keys(value).map((key) => `.${key}`)
}
