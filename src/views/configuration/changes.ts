import { formatCount, formatDuration } from '../../base/format.ts'
import { MICROS_PER_MS } from '../../base/units.ts'
import { valueAt } from '../../scenario/fork.ts'
import { writeValue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { shell } from '../../text/en/shell.ts'
import { sourceAt, type Target } from './edit.ts'
import { isWithin, shownKnobs } from './issuesAt.ts'
import type { Knob } from './knob.ts'
import { wordsOf, type PlainKnob } from './knobWords.ts'
import { doorOf } from './knobs/doors.ts'
import { KNOB_GROUPS } from './knobs/index.ts'
import { leavesBetween, namesIn } from './leaves.ts'

/** How two scenarios differ, setting by setting, in the words of the knobs. */

export interface Change {
  readonly what: string
  /** Before and after; null where that takes more than a few words. */
  readonly values: readonly [string, string] | null
}

const text = configuration.changes
const WORDS: ReadonlySet<string> = new Set(['title', 'description'])

interface Options {
  /** Says whose setting it is also where there is one function or one source only. */
  named?: boolean
}

export function changesBetween(before: Scenario, after: Scenario, { named = false }: Options = {}): readonly Change[] {
  const found = new Map<string, Change>()
  for (const path of leavesBetween(before, after)) {
    const change = WORDS.has(path) ? null : changeAt(path, { before, after, named })
    if (change !== null && !found.has(change.what)) found.set(change.what, change)
  }
  return [...found.values()]
}

interface Pair {
  before: Scenario
  after: Scenario
  named: boolean
}

function changeAt(path: string, { before, after, named }: Pair): Change | null {
  const [start = '', list, place] = /^(\w+)(?:\[(\d+)\])?\.?/.exec(path) ?? []
  const at = Number(place ?? 0)
  if (list === 'functions' || list === 'traffic') {
    if (path === list) return { what: text.lists[list], values: [namesOf(list, before), namesOf(list, after)] }
    const owner = namesIn(list, after).length > 1 || named ? namesIn(list, after)[at] : undefined
    const target: Target = { fn: list === 'functions' ? at : 0, source: list === 'traffic' ? at : 0 }
    const change = changeOf(path, path.slice(start.length), { before, after, target })
    return change === null || owner === undefined ? change : { ...change, what: text.of(owner, change.what) }
  }
  if (list === 'interventions') return { what: text.lists.interventions, values: unlessSame(countOf(before), countOf(after)) }
  return changeOf(path, path, { before, after, target: { fn: 0, source: 0 } })
}

const namesOf = (list: 'functions' | 'traffic', scenario: Scenario): string => namesIn(list, scenario).join(', ')
const countOf = ({ interventions }: Scenario): string => formatCount(interventions.length)
const unlessSame = (from: string, to: string): readonly [string, string] | null => (from === to ? null : [from, to])

interface Sides {
  before: Scenario
  after: Scenario
  target: Target
}

/** @param rest the path from the function or source on */
function changeOf(path: string, rest: string, sides: Sides): Change | null {
  const { before, after, target } = sides
  const knob = knobAt(movedDoor(path, target, before, after) ? `traffic[${target.source}].via` : path, sides)
  if (knob === undefined) return { what: path === 'lambdaAsOf' ? shell.asOf : rest, values: rawBetween(path, sides) }
  const { label } = configuration.knobs[knob.id]
  if (knob.kind === 'bursts') return { what: label, values: burstsBetween(sides) }
  if (knob.kind === 'curve') return { what: label, values: null }
  const values = unlessSame(wordsIn(knob, before, target), wordsIn(knob, after, target))
  if (values !== null) return { what: label, values }
  // What the knob says in the same words may differ in a value it does not show.
  return isShown(knob, before, target) && isShown(knob, after, target) ? { what: text.of(label, rest), values: rawBetween(path, sides) } : null
}

const isShown = (knob: Knob, scenario: Scenario, target: Target): boolean => knob.shown?.(scenario, target) ?? true

/** A setting that the scenario has no use for is off. */
const wordsIn = (knob: PlainKnob, scenario: Scenario, target: Target): string =>
  isShown(knob, scenario, target) ? wordsOf(knob, scenario, target) : offOf(knob)

function offOf({ id }: PlainKnob): string {
  const words: { readonly off?: string } = configuration.knobs[id]
  return words.off ?? configuration.off
}

/** More bursts than these are not read as words. */
const BURSTS = 4

function burstsBetween({ before, after, target }: Sides): Change['values'] {
  const [from, to] = [before, after].map((scenario) => {
    const arrivals = sourceAt(scenario, target)?.arrivals
    if (arrivals?.kind !== 'bursts' || arrivals.bursts.length > BURSTS) return null
    return arrivals.bursts.map(({ count, atMs }) => text.burst(formatCount(count), formatDuration(atMs * MICROS_PER_MS))).join(', ')
  })
  return from == null || to == null ? null : unlessSame(from, to)
}

/** Whether it is part of another entry point: what is polled comes and goes with it. */
function movedDoor(path: string, target: Target, before: Scenario, after: Scenario): boolean {
  const [from, to] = [sourceAt(before, target), sourceAt(after, target)]
  return /^traffic\[\d+\]\.(?:eventSource|service)/.test(path) && from !== undefined && to !== undefined && doorOf(from) !== doorOf(to)
}

/** The knob with the longest path that leads to the place, of those that apply to one scenario or the other. */
function knobAt(path: string, { before, after, target }: Sides): Knob | undefined {
  const lengthOf = (knob: Knob): number => knob.path(target).length
  return KNOB_GROUPS.flatMap((group) => [...shownKnobs(group, after, target), ...shownKnobs(group, before, target)])
    .filter((knob) => isWithin(path, knob.path(target)))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
}

/** Values of the scenario itself, where they are plain. */
function rawBetween(path: string, { before, after }: Sides): Change['values'] {
  const [from, to] = [rawOf(valueAt(before, path)), rawOf(valueAt(after, path))]
  return from === null || to === null ? null : unlessSame(from, to)
}

function rawOf(value: unknown): string | null {
  if (value === null || value === undefined) return configuration.off
  if (typeof value !== 'object') return typeof value === 'string' ? value : writeValue(value)
  if (!Array.isArray(value) || value.some((item) => typeof item === 'object')) return null
  return value.length === 0 ? configuration.off : value.join(', ')
}
