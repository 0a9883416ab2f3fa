import { expect, test } from 'vitest'
import { simulate } from '../simulate'
import { NONE } from '../trace/schema'
import type { RecordKind, Trace } from '../trace/schema'
import { demand, grouped, lanesOf, rowsOf } from './testing/rows'
import type { Lane, Row } from './testing/rows'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

const FREE: readonly RecordKind[] = ['handler', 'shutdown']
const NEEDS_INIT: readonly RecordKind[] = ['suppressedInit', 'shutdown']

/** What may follow on the lane of an environment. */
function followers(row: Row): readonly RecordKind[] {
  switch (row.kind) {
    case 'create':
      return ['network', 'download', 'runtimeStart', 'functionInit', 'restore', ...FREE]
    case 'network':
      return ['download', 'runtimeStart', 'functionInit', 'restore', ...FREE]
    case 'download':
      return ['runtimeStart', 'functionInit', ...FREE]
    case 'runtimeStart':
      return row.outcome === 'none' ? ['functionInit', ...FREE] : NEEDS_INIT
    case 'functionInit':
      return row.outcome === 'none' ? FREE : NEEDS_INIT
    case 'restore':
      return row.outcome === 'none' ? FREE : ['shutdown']
    case 'suppressedInit':
      return row.outcome === 'none' ? ['handler'] : NEEDS_INIT
    case 'handler':
      return ['timeout', 'crash', 'outOfMemory'].includes(row.outcome) ? NEEDS_INIT : FREE
    default:
      return []
  }
}

function checkLane(rows: readonly Row[], lane: Lane): void {
  const first = rows[0]!
  demand(first.time >= lane.born, 'nothing happens before birth', first)
  const waits = lane.pool === 'provisioned' && lane.born === 0
  demand(first.kind === 'create' || waits, 'a life begins with create', first)
  rows.forEach((row, i) => {
    const next = rows[i + 1]
    if (row.kind === 'shutdown') {
      demand(lane.died === row.end && row.request === NONE, 'the shutdown is the death', row)
      demand(next === undefined, 'nothing happens after the shutdown', row, next)
    }
    if (next === undefined) return
    demand(next.time >= row.end, 'one thing at a time', row, next)
    demand(followers(row).includes(next.kind), 'phases come in order', row, next)
    const start = !['handler', 'shutdown'].includes(row.kind) && !(row.kind === 'suppressedInit' && row.outcome !== 'none')
    const busy = start && row.request !== NONE
    if (busy) demand(next.time === row.end && (next.request === row.request || next.kind === 'shutdown'), 'no pause while a request waits', row, next)
  })
}

const lived = (trace: Trace): [Lane, Row[]][] => {
  const rows = grouped(rowsOf(trace), (row) => row.lane)
  return lanesOf(trace).filter(({ kind }) => kind === 'environment').map((lane) => [lane, rows.get(lane.id) ?? []])
}

test('an environment does one thing at a time, in the order of its life', () => {
  holds(anyScenario(), (scenario) => {
    for (const [lane, rows] of lived(simulate(scenario))) {
      if (rows.length > 0) checkLane(rows, lane)
      else expect([lane.pool, lane.born, lane.died]).toEqual(['provisioned', 0, Infinity])
      if (rows.at(-1)?.kind !== 'shutdown') expect(lane.died).toBe(Infinity)
    }
  }, 600)
}, TIME_LIMIT_MS)

test('an on-demand environment of an old version takes no new request', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    const deployed = scenario.functions.map(({ FunctionName }) =>
      scenario.interventions
        .filter((each) => each.kind === 'deployment' || (each.kind === 'setting' && (each.set.MemorySize ?? each.set.Timeout) !== undefined))
        .filter((each) => !('source' in each) && each.function === FunctionName)
        .map((each) => Math.round(each.atMs * 1000)),
    )
    const rows = rowsOf(trace)
    for (const [lane, own] of lived(trace)) {
      if (lane.pool === 'provisioned') continue
      for (const row of own) {
        if (rows[row.cause]?.kind !== 'arrival' || row.kind === 'create') continue
        const current = 1 + deployed[lane.parent - 1]!.filter((time) => time <= row.time).length
        demand(lane.version === current, `version ${lane.version} serves though ${current} is out`, row)
      }
    }
  })
}, TIME_LIMIT_MS)

test('an on-demand environment is gone once it has been idle for its lifetime', () => {
  holds(anyScenario(), (scenario) => {
    const { idleLifetimeSeconds: law, lifetimeCapHours } = scenario.assumptions
    if (law?.kind !== 'deterministic' || lifetimeCapHours !== null) return
    const lifetime = Math.round(law.value * 1e6)
    const trace = simulate(scenario)
    for (const [lane, rows] of lived(trace)) {
      if (lane.pool === 'provisioned') continue
      rows.forEach((row, i) => {
        const next = rows[i + 1]
        const until = next?.time ?? Math.max(row.end, trace.until)
        demand(row.kind === 'shutdown' || until - row.end <= lifetime, 'idle for too long', row, next)
        if (next?.rule === 'LC-16') demand(next.time - row.end === lifetime, 'reclaimed too early', row, next)
      })
    }
  })
}, TIME_LIMIT_MS)
