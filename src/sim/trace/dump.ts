import { KIND, LANE } from './writer'
import { OUTCOME_MASK, OUTCOMES, RECORD_KINDS, SETTLES } from './schema'
import type { LaneId, RecordId, Trace } from './schema'

/**
 * A trace as text, a line per lane, for people to read and for golden files:
 * `name: start kind#request span!outcome*` with times in ms; `*` marks what settled the request.
 *
 * @param names of lanes that are not environments; environments are numbered within their function
 */
export function dumpTrace(trace: Trace, nameOf: (lane: LaneId) => string, ruleOf: (rule: number) => string): string {
  const lines = Array.from({ length: trace.lanes.length }, () => [] as string[])
  for (let record = 0; record < trace.records.length; record++) {
    lines[trace.records.lane[record]!]!.push(dumpRecord(trace, record, ruleOf))
  }
  const names = laneNames(trace, nameOf)
  return lines.flatMap((items, lane) => (items.length === 0 ? [] : [`${names[lane]}: ${items.join('; ')}`])).join('\n') + '\n'
}

function dumpRecord({ records }: Trace, record: RecordId, ruleOf: (rule: number) => string): string {
  const kind = records.kind[record]!
  const outcome = records.outcome[record]!
  const request = records.request[record]!
  const number = request < 0 ? '' : `#${request + 1}`
  const span = kind === KIND.arrival ? '' : ` ${ms(records.span[record]!)}`
  const ending = (outcome & OUTCOME_MASK) > 1 ? `!${OUTCOMES[outcome & OUTCOME_MASK]}` : ''
  const settled = (outcome & SETTLES) === 0 ? '' : '*'
  return `${ms(records.time[record]!)} ${RECORD_KINDS[kind]}${number}${span}${ending}${settled} (${ruleOf(records.rule[record]!)})`
}

function laneNames({ lanes }: Trace, nameOf: (lane: LaneId) => string): string[] {
  const counts = new Map<LaneId, number>()
  return Array.from({ length: lanes.length }, (_, lane) => {
    if (lanes.kind[lane] !== LANE.environment) return nameOf(lane)
    const parent = lanes.parent[lane]!
    const number = (counts.get(parent) ?? 0) + 1
    counts.set(parent, number)
    return `${nameOf(parent)}/${number}`
  })
}

function ms(micros: number): string {
  return String(micros / 1000)
}
