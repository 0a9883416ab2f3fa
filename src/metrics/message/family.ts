/** Batches that came from one another: a stream batch, its halves and what was left of it, down to the record that fails. */
import { NONE, OUTCOME_MASK, OUTCOMES } from '../../sim/trace/schema'
import type { Micros, Outcome, RecordId, Trace } from '../../sim/trace/schema'
import { MESSAGE } from '../../sim/trace/messages'
import { KIND } from '../../sim/trace/writer'
import { once } from '../once'
import { endOfBatch } from './batch'
import { eventBeside, receiptsOf, recordsOfRequest } from './story'

/** How a batch went on. `rest`: the function named a record, from which on all is tried again. `skipped`: in part too old. `open`: not over at the end of the run. */
export type NodeFate = 'done' | 'split' | 'rest' | 'skipped' | 'discarded' | 'open'

export interface BatchNode {
  request: number
  parent: BatchNode | null
  children: readonly BatchNode[]
  /** 0 for the original batch. */
  depth: number
  /** Which of the records of the original batch it holds: from, and how many. */
  first: number
  size: number
  fate: NodeFate
  attempts: number
  /** How its last attempt ended. */
  outcome: Outcome
  from: Micros
  to: Micros
  /** Its last invocation or refusal, else its arrival. */
  record: RecordId
}

interface Kin {
  parentOf: ReadonlyMap<number, number>
  childrenOf: ReadonlyMap<number, readonly number[]>
}

/** Which batch came from which: the cause of its first arrival is of another request. */
const kinOf = once((trace): Kin => {
  const { records, messageEvents: events } = trace
  const parentOf = new Map<number, number>()
  const childrenOf = new Map<number, number[]>()
  for (let row = 0; row < events.length; row++) {
    const arrival = events.record[row]!
    if (events.kind[row] !== MESSAGE.received || arrival >= records.length || records.cause[arrival] === NONE) continue
    const request = records.request[arrival]!
    const parent = records.request[records.cause[arrival]!]!
    if (parent === NONE || parent === request || parentOf.has(request)) continue
    parentOf.set(request, parent)
    const siblings = childrenOf.get(parent)
    if (siblings) siblings.push(request)
    else childrenOf.set(parent, [request])
  }
  return { parentOf, childrenOf }
})

/** The family of a batch from its original batch on, or null where it has none. */
export function familyOf(trace: Trace, request: number): BatchNode | null {
  if (request === NONE || trace.messageEvents.length === 0) return null
  const { parentOf, childrenOf } = kinOf(trace)
  let root = request
  for (let up = parentOf.get(root); up !== undefined; up = parentOf.get(root)) root = up
  if (!childrenOf.has(root)) return null
  const { message } = trace.messageEvents
  const place = new Map([...receiptsOf(trace, root)].map((row, at) => [message[row]!, at]))
  const nodeOf = (own: number, parent: BatchNode | null): BatchNode => {
    const receipts = receiptsOf(trace, own)
    const children = childrenOf.get(own) ?? []
    const node = {
      request: own, parent, children: [] as BatchNode[],
      depth: parent === null ? 0 : parent.depth + 1,
      first: receipts.length === 0 ? 0 : (place.get(message[receipts[0]!]!) ?? 0),
      size: receipts.length,
      ...triesOf(trace, own),
      fate: fateOf(trace, own, children),
    }
    node.children = children.map((child) => nodeOf(child, node)).sort((a, b) => a.first - b.first)
    return node
  }
  return nodeOf(root, null)
}

function triesOf(trace: Trace, request: number): Pick<BatchNode, 'attempts' | 'outcome' | 'from' | 'to' | 'record'> {
  const { records } = trace
  const own = recordsOfRequest(trace, request)
  const last = endOfBatch(trace, request)
  const record = last === NONE ? own[0]! : last
  return {
    attempts: own.filter((row) => records.kind[row] === KIND.arrival).length,
    outcome: last === NONE ? 'none' : OUTCOMES[records.outcome[last]! & OUTCOME_MASK]!,
    from: records.time[own[0]!]!,
    to: Math.min(trace.until, records.time[record]! + records.span[record]!),
    record,
  }
}

function fateOf(trace: Trace, request: number, children: readonly number[]): NodeFate {
  const { records, messageEvents: events } = trace
  const next = [...receiptsOf(trace, request)].map((row) => eventBeside(trace, row, 1)).filter((row) => row !== NONE)
  const discarded = next.some((row) => events.kind[row] === MESSAGE.discarded)
  if (children.length === 0) {
    if (discarded) return 'discarded'
    return next.some((row) => events.kind[row] === MESSAGE.deleted) ? 'done' : 'open'
  }
  const last = endOfBatch(trace, request)
  if (last !== NONE && OUTCOMES[records.outcome[last]! & OUTCOME_MASK] === 'success') return 'rest'
  return discarded ? 'skipped' : 'split'
}

/** The nodes of a family in the order in which they are drawn, which is the order in which they ran. */
export function* nodesOf(node: BatchNode): Generator<BatchNode> {
  yield node
  for (const child of node.children) yield* nodesOf(child)
}
