/** Which of the stage's colours and marks occur in a run, and so need explaining. */
import type { Survey } from '../../metrics/timeline/survey.ts'
import type { RecordKind } from '../../sim/trace/schema.ts'
import { KIND } from '../../sim/trace/writer.ts'
import { PHASES, type Phase } from '../design/palette.ts'

/** Kinds that are looked for before a legend shows them; the rest is always there. */
const SELDOM: ReadonlySet<Phase> = new Set(['network', 'download', 'restore', 'suppressedInit'])

export interface LegendItems {
  phases: readonly Phase[]
  throttled: boolean
  failed: boolean
  gaveUp: boolean
  dropped: boolean
  retried: boolean
  connectionWait: boolean
}

/** What occurs in a run. */
export function legendOf({ kinds, failed }: Survey): LegendItems {
  const has = (kind: RecordKind): boolean => kinds[KIND[kind]]! > 0
  return {
    phases: PHASES.filter((phase) => !SELDOM.has(phase) || has(phase)),
    throttled: has('throttle') || has('reject'),
    failed,
    gaveUp: has('giveUp'),
    dropped: has('drop'),
    retried: has('retryWait'),
    connectionWait: has('connectionWait'),
  }
}
