/** The flow in words: what an item is, and the whole picture at a time. */
import { ruleNumber } from '../../../rules/registry.ts'
import { rulebookAt } from '../../../rules/rulebook.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { NONE, OUTCOMES, OUTCOME_MASK, POOLS } from '../../../sim/trace/schema.ts'
import { formatDuration } from '../../../base/format.ts'
import { throttleReason } from '../../../rules/throttleReasons.ts'
import { FACES } from '../../../sources/faces.ts'
import { SERVICE } from '../../../sources/index.ts'
import { flowText as text } from '../../../text/en/flow.ts'
import { stageText } from '../../../text/en/stage.ts'
import { environmentNumber, functionName, momentText, requestNumber, type RecordWords } from '../describe.ts'
import { coinLines } from './drawDownstream.ts'
import type { FlowItem } from './items.ts'
import { queueLines } from './queueWords.ts'
import { CELL, CELL_STATES, closedBy, poolFill, type FlowData, type FlowState } from './state.ts'

const { tip } = text
/** How long a poll of a queue lasts, seconds. */
const LONG_POLL = ruleNumber('SQ-05', 'wait')

interface Told {
  data: FlowData
  state: FlowState
  scenario: Scenario
}

const countsOf = ({ data, state }: Told, fn: number) => ({ ...state.functions[fn]!, name: data.plan.functions[fn]!.name })

function poolFacts({ data, state }: Told, fn: number): string[] {
  return data.plan.functions[fn]!.pools.flatMap(({ kind }, at) => {
    const fill = poolFill(data, state, fn, at)
    if (!fill) return []
    const closed = fill.used === 0 ? closedBy(data, state, fn, at) : null
    return [closed ? tip.closed(text.meters[kind], closed) : tip.meter(text.meters[kind], fill.used, fill.limit)]
  })
}

/** The messages of a queue or stream, in full words. */
function queueFacts({ data, state }: Told, at: number): string[] {
  const source = state.sources[at]!
  const { delayed = 0, expired = 0, waiting = 0, inFlight = 0 } = source.messages ?? {}
  const { queue } = data.plan.sources[at]!
  const lines = queueLines(queue!, source).map(({ texts }) => texts[0]!)
  const idle = (queue === 'sqs' || queue === 'sqs-fifo') && waiting + inFlight === 0
  return [...lines, idle ? tip.polling(LONG_POLL) : '', delayed > 0 ? tip.delayed(delayed) : '', expired > 0 ? tip.expired(expired) : ''].filter((fact) => fact !== '')
}

function queueWords(told: Told, at: number): RecordWords {
  const { name, queue } = told.data.plan.sources[at]!
  const { messages, sent } = told.state.sources[at]!
  const count = Object.values(messages ?? {}).reduce((sum, each) => sum + each, 0)
  return { title: tip.source(name), facts: [tip.messages(count, FACES[queue!]!.short[0]!), ...queueFacts(told, at), tip.batches(sent)] }
}

/** Who sends events is answered at once and learns no more. */
function eventWords({ data, state }: Told, at: number): RecordWords {
  const { sentByCaller, retrying, notTaken } = state.sources[at]!
  const { name, service, follows, deadLetters } = data.plan.sources[at]!
  return {
    title: tip.source(name),
    facts: [
      service === null ? '' : tip.service(SERVICE[service].name),
      follows === NONE ? '' : tip.follows(data.plan.sources[follows]!.name),
      tip.eventsSent(sentByCaller),
      notTaken > 0 ? tip.notTaken(notTaken, deadLetters) : '',
      retrying > 0 ? tip.eventsWait(retrying) : '',
    ].filter((fact) => fact !== ''),
  }
}

function sourceWords(told: Told, at: number): RecordWords {
  const { data, state } = told
  const { name, via, queue } = data.plan.sources[at]!
  if (queue !== null) return queueWords(told, at)
  if (via === 'event') return eventWords(told, at)
  const { sentByCaller, refused, gaveUp, retrying, open } = state.sources[at]!
  return {
    title: tip.source(name),
    facts: [
      tip.sourceFacts(sentByCaller, text.doors[via]),
      tip.open(open),
      refused > 0 ? tip.refusals(refused) : '',
      gaveUp > 0 ? tip.gaveUps(gaveUp) : '',
      retrying > 0 ? tip.retries(retrying) : '',
    ].filter((fact) => fact !== ''),
  }
}

function environmentWords({ data, state, scenario }: Told, row: number): RecordWords {
  const { trace } = data
  const code = state.cells[row]!
  const lane = state.lane[row]!
  if (code === CELL.gone || lane === NONE) return { title: tip.noEnvironment, facts: [] }
  const id = state.record[row]!
  const { time, span, request } = trace.records
  const busy = code >= CELL.create
  // Idle since the last record ended; an environment that was there from the start, since its birth.
  const since = id === NONE ? trace.lanes.born[lane]! : busy || code === CELL.shutdown ? time[id]! : time[id]! + span[id]!
  return {
    title: tip.environment(environmentNumber(trace, lane), functionName(trace, scenario, lane)),
    facts: [
      text.states[CELL_STATES[code]!],
      busy && request[id] !== NONE ? tip.request(requestNumber(request[id]!)) : '',
      tip.since(formatDuration(state.time - since), momentText(since, trace.until)),
      tip.pool(text.pools[POOLS[trace.lanes.pool[lane]!]!]),
    ].filter((fact) => fact !== ''),
  }
}

function tripWords({ data, scenario }: Told, item: Extract<FlowItem, { kind: 'trip' }>): RecordWords {
  const { records, until } = data.trace
  const { lane, request, time, span, rule, outcome } = records
  const ending = OUTCOMES[outcome[item.at]! & OUTCOME_MASK]!
  const source = data.plan.sources[lane[item.at]! - data.flow.firstSource]
  const status = source && ending !== 'none' ? rulebookAt(scenario.lambdaAsOf).entryPoints[source.via].status[ending] : null
  const at = item.trip === 'answer' ? time[item.at]! + span[item.at]! : time[item.at]!
  return {
    title: tip.trips[item.trip === 'entry' ? 'request' : item.trip],
    facts: [
      tip.request(requestNumber(request[item.at]!)),
      item.trip === 'refusal' ? (throttleReason(rule[item.at]!) ?? '') : '',
      item.trip === 'request' || item.trip === 'entry' ? '' : stageText.outcomes[ending],
      status === null ? '' : tip.status(status),
      (item.trip === 'request' ? tip.arrives : tip.at)(momentText(at, until)),
    ].filter((fact) => fact !== ''),
  }
}

const waitingEvents = ({ data, state }: Told, door: number): number =>
  data.plan.sources.reduce((sum, source, at) => (source.door === door ? sum + state.sources[at]!.retrying : sum), 0)

/** What an item is, in a title and a few facts, at the time of the state. */
export function describeItem(told: Told, item: FlowItem): RecordWords {
  const { data, state } = told
  switch (item.kind) {
    case 'source':
      return sourceWords(told, item.at)
    case 'door': {
      const { via, waits } = data.plan.doors[item.at]!
      const open = data.plan.sources.reduce((sum, { door }, at) => sum + (door === item.at ? state.sources[at]!.open : 0), 0)
      if (via === 'event') return { title: text.doors[via], facts: [tip.eventsWait(waitingEvents(told, item.at))] }
      return { title: text.doors[via], facts: [tip.open(open), waits === null ? tip.doorWaitsForever : tip.doorWaits(waits)] }
    }
    case 'gate':
      return { title: tip.gate(data.plan.functions[item.at]!.name), facts: poolFacts(told, item.at) }
    case 'function':
      return { title: data.plan.functions[item.at]!.name, facts: [tip.functionFacts(countsOf(told, item.at))] }
    case 'downstream': {
      const { name, pays } = data.plan.functions[item.at]!
      const { connections, waiting, coins } = state.functions[item.at]!
      if (pays) return { title: tip.payments(name), facts: [...coinLines(coins).map(({ texts }) => texts[0]), ...(connections === null ? [] : [tip.downstreamFacts(connections, waiting)])] }
      return { title: tip.downstream(name), facts: connections === null ? [text.noLimit] : [tip.downstreamFacts(connections, waiting)] }
    }
    case 'outlet': {
      const { role, fn, arn, notes } = data.plan.outlets[item.at]!
      return { title: tip.outlet(text.outlets[role], data.plan.functions[fn]!.name), facts: tip.outletFacts(state.outlets[item.at]!, arn, notes) }
    }
    case 'environment':
      return environmentWords(told, item.at)
    case 'trip':
      return tripWords(told, item)
  }
}

/** The whole picture in a sentence. */
export function describeFlow(told: Told): string {
  const { data, state } = told
  const sources = data.plan.sources.map(({ name, via, queue }, at) => {
    if (queue !== null) return text.summaryQueue(name, queueFacts(told, at))
    const { sent, sentByCaller, refused, retrying, notTaken } = state.sources[at]!
    if (via === 'event') return text.summaryQueue(name, [text.sent(sentByCaller), ...(notTaken > 0 ? [text.notTaken(notTaken)] : []), ...(retrying > 0 ? [tip.eventsWait(retrying)] : [])])
    return text.summarySource(name, sent, refused, retrying)
  })
  const outlets = data.plan.outlets.map(({ role, fn, notes }, at) => text.summaryQueue(tip.outlet(text.outlets[role], data.plan.functions[fn]!.name), [text.outletCount(state.outlets[at]!, notes)]))
  const functions = data.plan.functions.map(({ pays }, fn) => {
    const coins = pays ? coinLines(state.functions[fn]!.coins).map(({ texts }) => texts[0]) : []
    return [text.summaryFunction(countsOf(told, fn)), ...poolFacts(told, fn), ...coins].join(', ')
  })
  return text.summary(momentText(state.time, data.trace.until), [...sources, ...functions, ...outlets])
}
