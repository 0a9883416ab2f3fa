/** The chain of causes as a few steps, the latest first: what is alike is folded, nothing is lost. */
import { NONE, RECORD_KINDS } from '../../sim/trace/schema'
import type { RecordId, RecordKind, Trace } from '../../sim/trace/schema'
import { chainOf } from '../chain'
import { decisiveOf } from './decisive'

export interface WhyStep {
  /** One record; attempts that were repeated; the phases of a start; what does not fit. */
  kind: 'single' | 'retries' | 'start' | 'more'
  /** Everything the step stands for, in order of time. */
  records: readonly RecordId[]
  /** The record it is shown at. */
  record: RecordId
}

/** More steps than this are not shown at a time. */
export const STEPS_SHOWN = 6
/** Steps next to the root that stay, where possible, when even folded ones are too many. */
const KEPT_ROOT = 2

const START_KINDS: ReadonlySet<RecordKind> = new Set(['create', 'network', 'download', 'runtimeStart', 'functionInit', 'restore', 'suppressedInit'])

const kindOf = (trace: Trace, record: RecordId): RecordKind => RECORD_KINDS[trace.records.kind[record]!]!

const single = (record: RecordId): WhyStep => ({ kind: 'single', records: [record], record })

/** Why a record is there, the record itself first and the root last; at most `STEPS_SHOWN` steps. */
export function whySteps(trace: Trace, record: RecordId): readonly WhyStep[] {
  const all = chainOf(trace, record).map(single)
  // What decided it is what one asks for: it is folded only where several decided alike.
  const kept = decisiveOf(trace, record)
  const retried = all.length > STEPS_SHOWN ? foldRetries(trace, all) : all
  const started = retried.length > STEPS_SHOWN ? foldStart(trace, retried, kept) : retried
  return foldRest(started, kept).toReversed()
}

/** The step that decided what happened, or NONE. */
export function decisiveStep(trace: Trace, steps: readonly WhyStep[]): number {
  const subject = steps[0]?.record ?? NONE
  const decisive = subject === NONE ? NONE : decisiveOf(trace, subject)
  return decisive === NONE ? NONE : stepOf(steps, decisive)
}

/** From the first attempt's refusal to the arrival of the last attempt: one step, where there were several rounds. */
function foldRetries(trace: Trace, steps: readonly WhyStep[]): readonly WhyStep[] {
  const waits = steps.flatMap(({ record }, at) => (kindOf(trace, record) === 'retryWait' ? [at] : []))
  const first = steps.findIndex(({ record }) => kindOf(trace, record) === 'arrival')
  if (waits.length < 2 || first < 0) return steps
  // What is asked about is never folded away.
  const last = Math.min(waits.at(-1)! + 1, steps.length - 2)
  return fold(steps, { from: first + 1, to: last, kind: 'retries' })
}

function foldStart(trace: Trace, steps: readonly WhyStep[], kept: RecordId): readonly WhyStep[] {
  const isStart = ({ kind, record }: WhyStep): boolean => kind === 'single' && record !== kept && START_KINDS.has(kindOf(trace, record))
  const from = steps.findIndex((step, at) => isStart(step) && at < steps.length - 1)
  if (from < 0) return steps
  let to = from
  while (to + 1 < steps.length - 1 && isStart(steps[to + 1]!)) to++
  return fold(steps, { from, to, kind: 'start' })
}

function foldRest(steps: readonly WhyStep[], kept: RecordId): readonly WhyStep[] {
  const surplus = steps.length - STEPS_SHOWN
  if (surplus <= 0) return steps
  const holds = (from: number): boolean => steps.slice(from, from + surplus + 1).some((step) => step.records.includes(kept))
  // Never the root, never what is asked about.
  const places = Array.from({ length: steps.length - 2 - surplus }, (_, at) => at + 1)
  const from = [KEPT_ROOT, ...places].find((place) => !holds(place)) ?? KEPT_ROOT
  return fold(steps, { from, to: from + surplus, kind: 'more' })
}

interface Fold {
  from: number
  /** Inclusive. */
  to: number
  kind: WhyStep['kind']
}

function fold(steps: readonly WhyStep[], { from, to, kind }: Fold): readonly WhyStep[] {
  if (to <= from) return steps
  const records = steps.slice(from, to + 1).flatMap((step) => step.records)
  return [...steps.slice(0, from), { kind, records, record: records.at(-1)! }, ...steps.slice(to + 1)]
}

/** The records of the steps in order of time: the complete chain. */
export const unfolded = (steps: readonly WhyStep[]): readonly RecordId[] => steps.toReversed().flatMap((step) => step.records)

/** The step a record belongs to, or NONE. */
export const stepOf = (steps: readonly WhyStep[], record: RecordId): number => {
  const exact = steps.findIndex((step) => step.record === record)
  return exact >= 0 ? exact : steps.findIndex((step) => step.records.includes(record))
}
