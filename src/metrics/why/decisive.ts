/** Which link of a chain of causes decided what happened: the one that could have gone otherwise. */
import { NONE, OUTCOME_MASK, OUTCOMES, RECORD_KINDS } from '../../sim/trace/schema'
import type { Outcome, RecordId, RecordKind, Trace } from '../../sim/trace/schema'
import { KIND } from '../../sim/trace/writer'

/** The link nearest to the record that decided, or NONE. An arrival decides nothing: requests come. */
export function decisiveOf(trace: Trace, record: RecordId): RecordId {
  const { cause } = trace.records
  for (let at = record; at !== NONE; at = cause[at]!) if (decides(trace, at)) return at
  return NONE
}

/** What always could have gone otherwise. */
const DECIDES: ReadonlySet<RecordKind> = new Set(['throttle', 'reject', 'giveUp', 'connectionWait', 'shutdown', 'provision', 'intervention'])


/** Whether a record could have gone otherwise. */
export function decides({ records }: Trace, record: RecordId): boolean {
  const kind = RECORD_KINDS[records.kind[record]!]!
  // What was paid follows from why the handler ran.
  if (kind === 'sideEffect') return false
  // No free environment for a request; others were asked for.
  if (kind === 'create') return records.request[record] !== NONE
  if (DECIDES.has(kind) || hasFailed(outcomeOf(records.outcome[record]!))) return true
  // A free environment took it.
  const cause = records.cause[record]!
  return kind === 'handler' && cause !== NONE && records.kind[cause] === KIND.arrival
}

const outcomeOf = (code: number): Outcome => OUTCOMES[code & OUTCOME_MASK]!
const hasFailed = (outcome: Outcome): boolean => outcome !== 'none' && outcome !== 'success'
