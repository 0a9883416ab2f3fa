import { expect, test } from 'vitest'
import { rulebookAt } from '../../rules/rulebook'
import { simulate } from '../simulate'
import { NONE } from '../trace/schema'
import type { Micros, RecordKind } from '../trace/schema'
import { demand, grouped, rowsOf } from './testing/rows'
import type { Row } from './testing/rows'
import { anyScenario, holds, TIME_LIMIT_MS } from './testing/scenarios'

/** What tells the caller that an attempt is over at once. */
const ANSWERS: ReadonlySet<RecordKind> = new Set(['throttle', 'reject', 'giveUp'])

/** Splits the rows of one request into attempts; what goes on of an earlier attempt is left with that one. */
function attemptsOf(rows: readonly Row[]): Map<number, Row[]> {
  const attemptOf = new Map<number, number>()
  const attempts = new Map<number, Row[]>()
  for (const row of rows) {
    const attempt = row.kind === 'arrival' ? row.id : attemptOf.get(row.cause)!
    attemptOf.set(row.id, attempt)
    attempts.set(attempt, [...(attempts.get(attempt) ?? []), row])
  }
  return attempts
}

function checkRequest(rows: readonly Row[], until: Micros): void {
  const settling = rows.filter((row) => row.settles)
  demand(settling.length <= 1, 'a request settles once', ...settling)
  const attempts = [...attemptsOf(rows).values()]
  attempts.forEach((attempt, i) => {
    const answers = attempt.filter((row) => ANSWERS.has(row.kind))
    const waits = attempt.filter((row) => row.kind === 'retryWait')
    demand(answers.length <= 1 && waits.length <= 1, 'an attempt is answered once', ...attempt)
    if (i + 1 < attempts.length) {
      demand(waits[0]?.end === attempts[i + 1]![0]!.time, 'the next attempt comes when the wait ends', ...attempt)
      demand(!attempt.some((row) => row.settles), 'what is tried again did not settle', ...attempt)
    }
  })
  const last = attempts.at(-1)!
  const wait = last.find((row) => row.kind === 'retryWait')
  if (settling.length === 1) {
    demand(last.includes(settling[0]!) && wait === undefined, 'the last attempt settles', ...last)
    return
  }
  const open = wait ?? last.findLast((row) => row.kind !== 'connectionWait' && row.kind !== 'sideEffect')!
  demand(open.end > until, 'a request without an answer is still under way', open)
}

test('every request settles exactly once or is under way at the end', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    const requests = grouped(rowsOf(trace), (row) => row.request)
    requests.delete(NONE)
    expect(requests.size).toBe(trace.requests)
    for (const rows of requests.values()) checkRequest(rows, trace.until)
  }, 600)
}, TIME_LIMIT_MS)

test('nobody tries more often, or waits longer, than the client is told to', () => {
  holds(anyScenario(), (scenario) => {
    const trace = simulate(scenario)
    const rows = rowsOf(trace)
    const firstSource = 1 + scenario.functions.length
    const attempts = new Map<number, number>()
    for (const row of rows) {
      if (row.kind !== 'arrival') continue
      const { client, via } = scenario.traffic[row.lane - firstSource]!
      // Lambda and its pollers have rules of their own: asynchronous.test.ts and messages.test.ts.
      if (via === 'event' || via === 'event-source') continue
      const count = (attempts.get(row.request) ?? 0) + 1
      attempts.set(row.request, count)
      // Cognito calls again by itself (rule TR-12).
      const most = via === 'cognito' ? 3 : client.retryMode === 'none' ? 1 : (client.maxAttempts ?? Infinity)
      demand(count <= most, 'attempts are limited', row)
    }
    for (const row of rows) {
      if (row.kind !== 'giveUp') continue
      const { client, integrationTimeoutMs, via } = scenario.traffic[row.lane - firstSource]!
      const waited = row.time - rows[row.cause]!.time
      const patience = row.outcome === 'clientTimeout' ? client.timeoutMs! : (integrationTimeoutMs ?? rulebookAt(scenario.lambdaAsOf).entryPoints[via].timeoutMs!)
      demand(waited === Math.round(patience * 1000), 'patience ends when it should', row)
    }
  })
}, TIME_LIMIT_MS)
