/** Records in words, for tooltips, the live description and exports. */
import { environmentNumber } from '../../metrics/environments.ts'
import { functionOf } from '../../metrics/flight.ts'
import { batchOf } from '../../metrics/messages.ts'
import { throttleReason } from '../../rules/throttleReasons.ts'
import { LANE } from '../../sim/trace/writer.ts'
import { NONE, OUTCOMES, OUTCOME_MASK, RECORD_KINDS, type LaneId, type RecordId, type Trace } from '../../sim/trace/schema.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { unitFor, type TimeTicks } from '../chart/ticks.ts'
import { stageText } from '../../text/en/stage.ts'

export { environmentNumber }

/** Number a person gives a request: the first is 1. */
export const requestNumber = (request: number): number => request + 1

/** Name of the function a lane belongs to. Function lanes follow the account in the order of the scenario. */
export function functionName(trace: Trace, scenario: Scenario, lane: LaneId): string {
  const owner = functionOf(trace, lane)
  return scenario.functions[owner - 1]?.FunctionName ?? ''
}

/** Name of a source by its lane. Sources follow one another in the order of the scenario. */
export const sourceName = (trace: Trace, scenario: Scenario, lane: LaneId): string => scenario.traffic[lane - trace.lanes.kind.indexOf(LANE.source)]?.name ?? ''

const DECIMALS = { µs: 0, ms: 3, s: 3, clock: 1 } as const
const FINE_DECIMALS = { µs: 0, ms: 3, s: 6, clock: 6 } as const

interface MomentOptions {
  withUnit?: boolean
  /** Microseconds that a reader could tell apart: fine enough, and the digits go down to the microsecond. */
  resolution?: number
}

/** A moment as the stage shows it: the unit fits the run, the digits a millisecond, or a microsecond when zoomed in. */
export function momentText(time: number, until: number, { withUnit = true, resolution = Infinity }: MomentOptions = {}): string {
  const unit = unitFor(until)
  const fine = resolution < 500
  const decimals = fine ? FINE_DECIMALS[unit] : resolution < 50_000 ? Math.max(3, DECIMALS[unit]) : DECIMALS[unit]
  const text = withUnit ? stageText.momentWithUnit : stageText.moment
  return text(time, unit, unit === 'µs' ? 0 : decimals)
}

export const tickText = (time: number, { unit, decimals }: TimeTicks): string =>
  stageText.momentWithUnit(time, unit, decimals)

export interface RecordWords {
  title: string
  facts: readonly string[]
}

/** What a record is, in a title and a few facts. */
export function describeRecord(trace: Trace, scenario: Scenario, id: RecordId): RecordWords {
  const { records } = trace
  const text = stageText.record
  const lane = records.lane[id]!
  const name = lane >= 0 ? functionName(trace, scenario, lane) : ''
  const span = records.span[id]!
  const time = records.time[id]!
  const kind = RECORD_KINDS[records.kind[id]!]!
  const environment = lane >= 0 && trace.lanes.kind[lane] === LANE.environment
  const request = records.request[id]!
  const batch = batchOf(trace, id)
  return {
    title: kind === 'arrival' && batch !== null ? text.batchTitle(batch.number, batch.size) : stageText.kinds[kind],
    facts: [
      span === 0 ? '' : time + span > trace.until ? text.ongoing : text.lasting(span),
      kind === 'throttle' ? (throttleReason(records.rule[id]!) ?? '') : stageText.outcomes[OUTCOMES[records.outcome[id]! & OUTCOME_MASK]!],
      request === NONE ? '' : text.request(requestNumber(request)),
      batch === null || kind === 'arrival' ? '' : text.batch(batch.number, batch.size),
      environment ? text.environment(environmentNumber(trace, lane), name) : text.lane(name),
      text.from(momentText(time, trace.until)),
    ].filter((fact) => fact !== ''),
  }
}
