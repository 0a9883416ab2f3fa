import { test } from 'vitest'
import type { Scenario } from '../scenario'
import { simulate } from '../simulate'
import { NONE } from '../trace/schema'
import type { Micros, Trace } from '../trace/schema'
import { demand, grouped, lanesOf, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

/** The settings in force at a moment, read from the scenario; settings of that very moment included. */
function settingsAt(scenario: Scenario, now: Micros) {
  const functions = scenario.functions.map((fn) => ({
    name: fn.FunctionName,
    reserved: fn.ReservedConcurrentExecutions,
    provisioned: new Map(fn.provisioned.map((each) => [each.Qualifier, each.ProvisionedConcurrentExecutions])),
  }))
  let account = scenario.account.ConcurrentExecutions
  const settings = scenario.interventions.filter((each) => each.kind === 'setting').sort((a, b) => a.atMs - b.atMs)
  for (const { atMs, function: name, set } of settings) {
    if (Math.round(atMs * 1000) > now) break
    account = set.ConcurrentExecutions ?? account
    const fn = functions.find((each) => each.name === name)
    if (fn === undefined) continue
    if (set.ReservedConcurrentExecutions !== undefined) fn.reserved = set.ReservedConcurrentExecutions
    const capacity = set.ProvisionedConcurrentExecutions
    if (capacity !== undefined) fn.provisioned.set(capacity.Qualifier, capacity.value)
  }
  return { account, functions }
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

/** An invocation as the records show it: from the moment its environment is taken to the end of its last phase. */
interface Serving {
  start: Micros
  end: Micros
  /** Row that began it: the order of what happens at one moment. */
  row: Row
  fn: number
  provisioned: boolean
}

function servings(trace: Trace): Serving[] {
  const lanes = lanesOf(trace)
  const rows = rowsOf(trace)
  const first = new Map<number, number>()
  const onLanes = rows.filter((row) => lanes[row.lane]!.kind === 'environment' && row.request !== NONE)
  for (const row of onLanes) first.set(row.id, rows[row.cause]!.kind === 'arrival' ? row.id : first.get(row.cause)!)
  return [...grouped(onLanes, (row) => first.get(row.id)!).values()].map((phases) => {
    const row = phases[0]!
    const { parent, pool } = lanes[row.lane]!
    return { start: row.time, end: phases.at(-1)!.end, row, fn: parent - 1, provisioned: pool === 'provisioned' }
  })
}

/** Checks the limits at each admission, which is when Lambda checks them: a limit lowered later throws nobody out. */
function checkAdmissions(scenario: Scenario): void {
  const inFlight: Serving[] = []
  for (const next of servings(simulate(scenario))) {
    // What ends at this very moment has made room; a length of zero has, too.
    const others = inFlight.filter(({ end }) => end > next.start)
    inFlight.splice(0, Infinity, ...others, next)
    const { account, functions } = settingsAt(scenario, next.start)
    const count = (which: (each: Serving) => boolean): number => inFlight.filter(which).length
    const own = functions[next.fn]!
    const wanted = sum(own.provisioned.values())
    const where = `${next.provisioned ? 'provisioned' : 'on demand'} of ${own.name}`
    if (next.provisioned) {
      const busy = count((each) => each.provisioned && each.fn === next.fn)
      const ever = sum(scenario.interventions.map((each) => (each.kind === 'setting' ? (each.set.ProvisionedConcurrentExecutions?.value ?? 0) : 0)))
      demand(busy <= wanted + ever, `${where}: ${busy} beyond ${wanted}`, next.row)
      if (ever === 0) demand(busy <= wanted, `${where}: ${busy} beyond ${wanted}`, next.row)
    } else if (own.reserved !== null) {
      const busy = count((each) => !each.provisioned && each.fn === next.fn)
      demand(busy <= own.reserved - wanted, `${where}: ${busy} beyond ${own.reserved} - ${wanted}`, next.row)
    } else {
      const busy = count((each) => !each.provisioned && functions[each.fn]!.reserved === null)
      const carved = sum(functions.map((fn) => fn.reserved ?? sum(fn.provisioned.values())))
      demand(busy <= account - carved, `${where}: ${busy} beyond ${account} - ${carved}`, next.row)
    }
  }
}

test('no pool takes a request beyond its limit', () => {
  holds(anyScenario(), checkAdmissions, 600)
}, TIME_LIMIT_MS)

test('a request is refused for want of concurrency only when its pool is full', () => {
  holds(anyScenario(), (scenario) => {
    const changes = scenario.interventions.some((each) => each.kind === 'setting' && each.set.ProvisionedConcurrentExecutions !== undefined)
    // Capacity that is being taken back still counts, which the records do not show.
    if (changes) return
    const trace = simulate(scenario)
    const served = servings(trace)
    for (const row of rowsOf(trace)) {
      if (row.kind !== 'throttle' || !['CC-02', 'CC-04', 'CC-11'].includes(row.rule)) continue
      const { account, functions } = settingsAt(scenario, row.time)
      const own = functions[row.lane - 1]!
      const busy = served.filter(
        (each) => !each.provisioned && each.row.id < row.id && each.end > row.time && (own.reserved === null ? functions[each.fn]!.reserved === null : each.fn === row.lane - 1),
      ).length
      const carved = sum(functions.map((fn) => fn.reserved ?? sum(fn.provisioned.values())))
      const limit = own.reserved === null ? account - carved : own.reserved - sum(own.provisioned.values())
      demand(busy >= limit, `refused with ${busy} of ${limit} in flight`, row)
    }
  })
}, TIME_LIMIT_MS)
