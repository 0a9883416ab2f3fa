import type { Faults, Intervention, Scenario } from '../sim/scenario.ts'
import { issueText } from '../text/en/issues.ts'
import type { Issue } from './issue.ts'

/** An invocation ends in one way: the shares of those that fail add up to 1 at most, also where faults lie over others. */

type Fault = Extract<Intervention, { kind: 'fault' }>

/** Shares of one whole, in the order in which they strike. */
const SHARES = ['errorRate', 'crashRate', 'outOfMemoryRate'] as const
type Share = (typeof SHARES)[number]

/** Sums of decimal fractions are off by less. */
const TOLERANCE = 1e-9

/** What is left for one share beside the others. */
export function roomFor(name: Share, faults: Faults): number {
  return SHARES.reduce((room, other) => (other === name ? room : room - faults[other]), 1)
}

export const isShare = (name: string): name is Share => SHARES.some((share) => share === name)

/** A share of a function's faults that is too much. @param atMs when that is so; null: from the start */
function shareIssue(name: Share, path: string, faults: Faults, atMs: number | null): Issue {
  const value = faults[name]
  const others = SHARES.flatMap((other) => (other === name || faults[other] === 0 ? [] : [`${other} ${issueText.share(faults[other])}`]))
  const allowed = issueText.shareAllowed(Math.max(0, roomFor(name, faults)))
  const at = `${path}.faults.${name}`
  return { code: 'faultShares', path: at, message: issueText.faultShares({ path: at, value, others, atMs, allowed }), value, allowed }
}

const isTooMuch = (faults: Faults): boolean => SHARES.reduce((sum, name) => sum + faults[name], 0) > 1 + TOLERANCE

interface Layer {
  event: Fault
  index: number
}

/** The faults that hold where others lie over a function's own, the latest on top: as the engine has it. */
const laidOver = (own: Faults, layers: readonly Layer[]): Faults => layers.reduce((faults, { event }) => ({ ...faults, ...event.faults }), own)

const microsOf = (ms: number): number => Math.round(ms * 1000)

/** Goes through the moments at which faults of one function come and go. */
function laidIssues(own: Faults, events: readonly Layer[], untilMs: number): Issue[] {
  const moments = events.flatMap(({ event }) => [event.atMs, ...(event.untilMs === null ? [] : [event.untilMs])])
  const found = new Map<number, Issue>()
  for (const atMs of [...new Set(moments)].filter((moment) => moment <= untilMs).sort((a, b) => a - b)) {
    const at = microsOf(atMs)
    const layers = events.filter(({ event }) => microsOf(event.atMs) <= at && (event.untilMs === null || microsOf(event.untilMs) > at))
    const faults = laidOver(own, layers)
    if (!isTooMuch(faults)) continue
    // The one that came last could have been left out.
    const last = layers.findLast(({ event }) => SHARES.some((name) => (event.faults[name] ?? 0) > 0))
    const name = SHARES.findLast((share) => (last?.event.faults[share] ?? 0) > 0)
    if (last === undefined || name === undefined || found.has(last.index)) continue
    found.set(last.index, shareIssue(name, `interventions[${last.index}]`, faults, atMs))
  }
  return [...found.values()]
}

/** Faults of each function, as configured and with those that interventions lay over them. */
export function faultIssues({ functions, interventions, durationMs }: Scenario): Issue[] {
  const events = interventions
    .flatMap((event, index): Layer[] => (event.kind === 'fault' ? [{ event, index }] : []))
    .sort((a, b) => microsOf(a.event.atMs) - microsOf(b.event.atMs))
  return functions.flatMap(({ FunctionName, faults }, i) => {
    if (!isTooMuch(faults)) return laidIssues(faults, events.filter(({ event }) => event.function === FunctionName), durationMs)
    const name = SHARES.findLast((share) => faults[share] > 0)
    return name === undefined ? [] : [shareIssue(name, `functions[${i}]`, faults, null)]
  })
}
