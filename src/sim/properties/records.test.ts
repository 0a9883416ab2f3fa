import { expect, test } from 'vitest'
import { simulate } from '../simulate'
import { NONE } from '../trace/schema'
import type { RecordKind } from '../trace/schema'
import { demand, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

/** Which kinds of record may cause a record; null stands for none. */
const CAUSES: Readonly<Record<RecordKind, readonly (RecordKind | null)[]>> = {
  // A part of a batch that was split, or done in part, follows from the attempt that failed.
  // A copy of an event follows from the arrival of the event.
  arrival: [null, 'arrival', 'retryWait', 'intervention', 'handler', 'suppressedInit', 'restore', 'throttle'],
  throttle: ['arrival'],
  reject: ['arrival'],
  create: ['arrival', 'provision', 'shutdown'],
  network: ['create'],
  download: ['create', 'network'],
  runtimeStart: ['create', 'network', 'download'],
  functionInit: ['create', 'network', 'download', 'runtimeStart'],
  restore: ['create', 'network'],
  suppressedInit: ['arrival', 'runtimeStart', 'functionInit'],
  handler: ['arrival', 'create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore', 'suppressedInit'],
  shutdown: ['create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore', 'suppressedInit', 'handler', 'provision'],
  giveUp: ['arrival'],
  retryWait: ['throttle', 'reject', 'giveUp', 'handler', 'suppressedInit', 'restore'],
  connectionWait: ['handler'],
  provision: [null, 'intervention', 'provision'],
  intervention: [null],
  drop: ['throttle', 'reject', 'handler', 'suppressedInit', 'restore'],
  sideEffect: ['handler'],
  delivery: ['drop', 'handler', 'suppressedInit', 'restore', 'throttle'],
}

/** Kinds that begin at the very end of what caused them. */
const AT_END: ReadonlySet<RecordKind> = new Set([
  'arrival', 'throttle', 'reject', 'create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore', 'handler', 'suppressedInit', 'retryWait', 'connectionWait', 'drop', 'delivery',
])

/** Kinds about the same request as what caused them. */
const SAME_REQUEST: ReadonlySet<RecordKind> = new Set(['throttle', 'reject', 'network', 'download', 'restore', 'giveUp', 'retryWait', 'connectionWait', 'drop', 'delivery', 'sideEffect'])

function checkCause(row: Row, cause: Row | undefined): void {
  demand(CAUSES[row.kind].includes(cause?.kind ?? null), 'a record has a cause of a legal kind', row, cause)
  if (cause === undefined) return
  demand(cause.id < row.id && cause.time <= row.time, 'a cause comes earlier', row, cause)
  if (SAME_REQUEST.has(row.kind)) demand(cause.request === row.request, 'a cause is about the same request', row, cause)
  checkTimes(row, cause)
}

/** Kinds of causes that others may come later than. */
const BEFORE: ReadonlySet<RecordKind> = new Set(['intervention', 'provision', 'shutdown'])

function checkTimes(row: Row, cause: Row): void {
  if (row.kind === 'sideEffect') demand(cause.time <= row.time && row.time <= cause.end, 'an external call is made while its handler runs', row, cause)
  // Of a batch that was split, one part waits for the other.
  const isPart = row.kind === 'arrival' && cause.kind !== 'retryWait' && cause.kind !== 'intervention'
  if (isPart) demand(cause.end <= row.time, 'a part of a batch comes after the attempt that failed', row, cause)
  const follows = isPart || row.kind === 'connectionWait' || BEFORE.has(cause.kind)
  if (AT_END.has(row.kind) && !follows) demand(cause.end === row.time, 'a record begins when its cause ends', row, cause)
}

test('records are sorted, and every cause is an earlier record of a legal kind', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    const rows = rowsOf(trace)
    rows.forEach((row, i) => {
      demand(i === 0 || rows[i - 1]!.time <= row.time, 'records are sorted by time', rows[i - 1], row)
      demand(row.time <= trace.until, 'nothing begins after the end', row)
      checkCause(row, row.cause === NONE ? undefined : rows[row.cause])
    })
    expect(trace.longestSpan).toBe(rows.reduce((longest, row) => Math.max(longest, row.span), 0))
  }, 600)
}, TIME_LIMIT_MS)

test('requests are numbered without gaps in order of first arrival', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    let next = 0
    for (const row of rowsOf(trace)) {
      if (row.request === NONE) continue
      const known = row.request < next
      demand(known || (row.kind === 'arrival' && row.request === next), 'a request begins with its arrival', row)
      if (!known) next++
      else if (row.kind === 'arrival') demand(row.cause !== NONE, 'a further attempt has a cause', row)
    }
    expect(trace.requests).toBe(next)
  })
}, TIME_LIMIT_MS)
