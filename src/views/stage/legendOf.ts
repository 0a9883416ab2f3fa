/** Which of the stage's colours and marks occur in a run, and so need explaining. */
import { RECORD_KINDS, type RecordKind, type Trace } from '../../sim/trace/schema.ts'
import { PHASES, type Phase } from '../design/palette.ts'
import { isFailure } from './timeline/codes.ts'

/** Kinds that are looked for before a legend shows them; the rest is always there. */
const SELDOM: ReadonlySet<Phase> = new Set(['download', 'restore', 'suppressedInit'])

export interface LegendItems {
  phases: readonly Phase[]
  throttled: boolean
  failed: boolean
  gaveUp: boolean
  retried: boolean
  connectionWait: boolean
}

/** What occurs in a run, from one look at each record. */
export function legendOf({ records }: Trace): LegendItems {
  const seen = new Uint8Array(RECORD_KINDS.length)
  let failed = false
  for (let id = 0; id < records.length; id++) {
    seen[records.kind[id]!] = 1
    if (isFailure(records.outcome[id]!)) failed = true
  }
  const has = (kind: RecordKind): boolean => seen[RECORD_KINDS.indexOf(kind)] === 1
  return {
    phases: PHASES.filter((phase) => !SELDOM.has(phase) || has(phase)),
    throttled: has('throttle') || has('reject'),
    failed,
    gaveUp: has('giveUp'),
    retried: has('retryWait'),
    connectionWait: has('connectionWait'),
  }
}
