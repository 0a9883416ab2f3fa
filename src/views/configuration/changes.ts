import { pathsBetween, valueAt } from '../../scenario/fork.ts'
import { writeValue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { shell } from '../../text/en/shell.ts'
import { sourceAt, type Target } from './edit.ts'
import { isWithin, shownKnobs } from './issuesAt.ts'
import type { Knob } from './knob.ts'
import { isPlain, wordsOf } from './knobWords.ts'
import { doorOf } from './knobs/doors.ts'
import { KNOB_GROUPS } from './knobs/index.ts'

/** How two scenarios differ, setting by setting, in the words of the knobs. */

export interface Change {
  readonly what: string
  /** Before and after; null where that takes more than a few words. */
  readonly values: readonly [string, string] | null
}

const text = configuration.changes
const WORDS: ReadonlySet<string> = new Set(['title', 'description'])

export function changesBetween(before: Scenario, after: Scenario): readonly Change[] {
  const found = new Map<string, Change>()
  for (const path of pathsBetween(before, after, '')) {
    const change = WORDS.has(path) ? null : changeAt(path, before, after)
    if (change !== null && !found.has(change.what)) found.set(change.what, change)
  }
  return [...found.values()]
}

function changeAt(path: string, before: Scenario, after: Scenario): Change {
  const [, list, place] = /^(\w+)(?:\[(\d+)\])?/.exec(path) ?? []
  const at = Number(place ?? 0)
  const target: Target = { fn: list === 'functions' ? at : 0, source: list === 'traffic' ? at : 0 }
  const knob = knobAt(movedDoor(path, target, before, after) ? `traffic[${at}].via` : path, after, target)
  if (knob === undefined) return unnamed(path, before, after)
  const owner = ownerOf(list, at, after)
  const { label } = configuration.knobs[knob.id]
  const what = owner === null ? label : text.of(owner, label)
  if (!isPlain(knob)) return { what, values: null }
  const [from, to] = [wordsOf(knob, before, target), wordsOf(knob, after, target)]
  return { what, values: from === to ? null : [from, to] }
}

/** Whether it is part of another entry point: what is polled comes and goes with it. */
function movedDoor(path: string, target: Target, before: Scenario, after: Scenario): boolean {
  const [from, to] = [sourceAt(before, target), sourceAt(after, target)]
  return /^traffic\[\d+\]\.eventSource/.test(path) && from !== undefined && to !== undefined && doorOf(from) !== doorOf(to)
}

/** The knob on show with the longest path that leads to the place. */
function knobAt(path: string, scenario: Scenario, target: Target): Knob | undefined {
  const lengthOf = (knob: Knob): number => knob.path(target).length
  return KNOB_GROUPS.flatMap((group) => shownKnobs(group, scenario, target))
    .filter((knob) => isWithin(path, knob.path(target)))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
}

/** Whose setting it is, where there are several. */
function ownerOf(list: string | undefined, at: number, { functions, traffic }: Scenario): string | null {
  if (list === 'functions' && functions.length > 1) return functions[at]?.FunctionName ?? null
  return list === 'traffic' && traffic.length > 1 ? (traffic[at]?.name ?? null) : null
}

/** What has no knob, by the list it belongs to or else by its path. */
function unnamed(path: string, before: Scenario, after: Scenario): Change {
  const list = /^\w+/.exec(path)?.[0] ?? path
  const name = text.lists[list as keyof typeof text.lists]
  if (name !== undefined && !path.includes('.')) return { what: name, values: null }
  if (list === 'interventions') return { what: text.lists.interventions, values: null }
  const values = [valueAt(before, path), valueAt(after, path)] as const
  const plain = values.every((value) => typeof value !== 'object' || value === null)
  return { what: path === 'lambdaAsOf' ? shell.asOf : path, values: plain ? [shown(values[0]), shown(values[1])] : null }
}

const shown = (value: unknown): string => (value === null || value === undefined ? configuration.off : typeof value === 'string' ? value : writeValue(value))
