/** Records in words, for tooltips, the live description and exports. */
import { environmentNumber } from '../../metrics/environments.ts'
import { functionOf } from '../../metrics/flight.ts'
import { batchOf } from '../../metrics/messages.ts'
import { throttleReason } from '../../rules/throttleReasons.ts'
import { LANE } from '../../sim/trace/writer.ts'
import { NONE, OUTCOMES, OUTCOME_MASK, RECORD_KINDS, type LaneId, type RecordId, type Trace } from '../../sim/trace/schema.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { stageText } from '../../text/en/stage.ts'
import { momentText, tickText } from './momentText.ts'

export { environmentNumber, momentText, tickText }

/** Number a person gives a request: the first is 1. */
export const requestNumber = (request: number): number => request + 1

/** Name of the function a lane belongs to. Function lanes follow the account in the order of the scenario. */
export function functionName(trace: Trace, scenario: Scenario, lane: LaneId): string {
  const owner = functionOf(trace, lane)
  return scenario.functions[owner - 1]?.FunctionName ?? ''
}

/** Name of a source by its lane. Sources follow one another in the order of the scenario. */
export const sourceName = (trace: Trace, scenario: Scenario, lane: LaneId): string => scenario.traffic[lane - trace.lanes.kind.indexOf(LANE.source)]?.name ?? ''

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
