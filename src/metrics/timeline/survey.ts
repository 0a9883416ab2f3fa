/** What there is in a trace: one look at every record, for whoever would otherwise take one of their own. */
import { KIND, LANE } from '../../sim/trace/writer'
import { OUTCOMES, OUTCOME_MASK, RECORD_KINDS } from '../../sim/trace/schema'
import type { Outcome, RecordId, RecordKind, Trace } from '../../sim/trace/schema'

export interface Survey {
  /** Lanes that are no environment come first; so many are they. */
  fixed: number
  /** Records of each of those by kind: at `kind * fixed + lane`. */
  special: Int32Array
  /** Records by lane. */
  perLane: Int32Array
  /** Records by kind. */
  kinds: Int32Array
  /** Whether anything went wrong. */
  failed: boolean
}

const FAILED: readonly Outcome[] = ['functionError', 'timeout', 'crash', 'outOfMemory', 'restoreTimeout', 'responseTooLarge']
/** By outcome, bits beside it included: 1 where a handler or init went wrong. */
export const FAILURES = Uint8Array.from({ length: 256 }, (_, bits) => (FAILED.includes(OUTCOMES[bits & OUTCOME_MASK]!) ? 1 : 0))

export const isFailure = (outcome: number): boolean => FAILURES[outcome] === 1

export function surveyOf({ records, lanes }: Trace): Survey {
  const environment = lanes.kind.indexOf(LANE.environment)
  const fixed = environment < 0 ? lanes.length : environment
  const special = new Int32Array(RECORD_KINDS.length * fixed)
  const perLane = new Int32Array(lanes.length)
  const kinds = new Int32Array(RECORD_KINDS.length)
  const { kind, lane, outcome, length } = records
  let failures = 0
  for (let id = 0; id < length; id++) {
    const code = kind[id]!
    const at = lane[id]!
    kinds[code]! += 1
    failures += FAILURES[outcome[id]!]!
    if (at < 0) continue
    perLane[at]! += 1
    if (at < fixed) special[code * fixed + at]! += 1
  }
  return { fixed, special, perLane, kinds, failed: failures > 0 }
}

/** The records of a kind. */
export function recordsOf({ records }: Trace, { kinds }: Survey, kind: RecordKind): Int32Array {
  const code = KIND[kind]
  const found = new Int32Array(kinds[code]!)
  for (let id: RecordId = 0, next = 0; next < found.length; id++) if (records.kind[id] === code) found[next++] = id
  return found
}
