/**
 * Pending events in a strict total order: time, then class, then order of scheduling.
 *
 * Near events lie in a calendar, where adding and removing takes the same short time however many there are; what
 * is too far ahead for it waits in a heap. The next event is the earlier of both heads, so where an event
 * waits is a matter of speed only.
 */
import { createCalendar, headsOf, insertNode, removeFirst } from './calendar'
import type { Calendar } from './calendar'
import { createNodeHeap, popNode, pushNode } from './nodeHeap'
import type { NodeHeap } from './nodeHeap'
import { createNodes, freeNode, isBefore, NO_NODE, takeNode } from './nodes'
import type { Nodes } from './nodes'

/** At equal times completions come first, arrivals last (rule MC-01). */
export const EVENT_CLASS = { completion: 0, expiry: 1, deadline: 2, control: 3, arrival: 4 } as const
export type EventClass = (typeof EVENT_CLASS)[keyof typeof EVENT_CLASS]

export interface EventQueue {
  /** Pending events. */
  size(): number
  /** Time of the earliest event, Infinity when empty. */
  readonly time: number
  /**
   * Schedules `payload` (a non-negative integer below 2^31 that means something to the caller).
   * @param time integer microseconds, not before the last popped event
   */
  push(time: number, eventClass: EventClass, payload: number): void
  /** The same for a time so many microseconds after the present: a short delay is a small integer, which no call boxes. */
  pushAfter(delay: number, eventClass: EventClass, payload: number): void
  /** Removes the earliest event and returns its payload. The queue must not be empty. */
  pop(): number
}

const FEWEST_BUCKETS = 4096
const MOST_BUCKETS = 2 ** 18
/** Buckets per pending event: enough for most events to be near when a bucket holds about one of the next events. */
const BUCKETS_PER_EVENT = 4
/** Width of a bucket until it is known how dense the events are: 2^10 microseconds. */
const FIRST_EXPONENT = 10
/** Pops after which the width is reconsidered: at first, and later. */
const FIRST_REVIEW = 256
const REVIEW = 4096

interface State {
  /** Time of the last popped event. */
  now: number
  /** The earliest event. */
  first: number
  readonly nodes: Nodes
  calendar: Calendar
  far: NodeHeap
  reviewedAt: number
  reviewEvery: number
  untilReview: number
}

/** @param clock the present, as whoever takes the events keeps it */
export function createEventQueue(clock: { readonly now: number }, initialCapacity = 1024): EventQueue {
  const state: State = {
    now: 0,
    first: NO_NODE,
    nodes: createNodes(initialCapacity),
    calendar: createCalendar(FIRST_EXPONENT, FEWEST_BUCKETS),
    far: createNodeHeap(),
    reviewedAt: 0,
    reviewEvery: FIRST_REVIEW,
    untilReview: FIRST_REVIEW,
  }
  const { nodes } = state
  const queue = {
    // A field, not a getter: whatever returns a double may box it.
    time: Infinity,
    // A method: an accessor would cost every access to this object its speed.
    size: () => sizeOf(state),
    push(time: number, eventClass: EventClass, payload: number): void {
      const node = takeNode(nodes, eventClass, payload)
      nodes.keys[node] = time
      place(state, node)
      if (state.first === node) queue.time = time
    },
    pushAfter(delay: number, eventClass: EventClass, payload: number): void {
      const node = takeNode(nodes, eventClass, payload)
      nodes.keys[node] = clock.now + delay
      place(state, node)
      if (state.first === node) queue.time = nodes.keys[node]!
    },
    pop(): number {
      const node = state.first
      removeEarliest(state)
      queue.time = nodes.keys[state.first]!
      return nodes.links[node + 1]!
    },
  }
  return queue
}

function sizeOf({ calendar, far }: State): number {
  return calendar.size + far.size
}

function place(state: State, node: number): void {
  const { nodes, calendar } = state
  const near = nodes.keys[node]! - state.now < calendar.reach
  if (!near || !insertNode(calendar, nodes, node)) pushNode(state.far, nodes, node)
  if (isBefore(nodes, node, state.first)) state.first = node
}

function removeEarliest(state: State): void {
  const { first, nodes } = state
  state.now = nodes.keys[first]!
  if (first === state.calendar.first) removeFirst(state.calendar, nodes)
  else popNode(state.far, nodes)
  freeNode(nodes, first)
  if (--state.untilReview === 0) review(state)
  const near = state.calendar.first
  const far = state.far.entries[0]!
  state.first = isBefore(nodes, far, near) ? far : near
}

/**
 * Fits the calendar to the events of late, unless it fits them about: a bucket is to be as wide as their mean
 * distance. The mean is over as many events as are pending, or a burst would be taken for the rule.
 */
function review(state: State): void {
  const pending = sizeOf(state)
  if (state.reviewEvery < pending) {
    state.untilReview = pending - state.reviewEvery
    state.reviewEvery = pending
    return
  }
  const distance = (state.now - state.reviewedAt) / state.reviewEvery
  const exponent = Math.max(0, 31 - Math.clz32(Math.min(distance, 2 ** 31)))
  state.reviewedAt = state.now
  state.reviewEvery = REVIEW
  state.untilReview = REVIEW
  let buckets = FEWEST_BUCKETS
  while (buckets < MOST_BUCKETS && buckets < pending * BUCKETS_PER_EVENT) buckets *= 2
  const present = state.calendar.mask + 1
  if (Math.abs(exponent - state.calendar.exponent) > 1 || buckets > present || buckets * 4 < present) {
    rebuild(state, createCalendar(exponent, buckets))
  }
}

function rebuild(state: State, calendar: Calendar): void {
  const { nodes, far } = state
  const pending = Array.from(far.entries.subarray(0, far.size))
  for (const head of headsOf(state.calendar)) for (let node = head; node !== NO_NODE; node = nodes.links[node]!) pending.push(node)
  state.calendar = calendar
  state.far = createNodeHeap()
  for (const node of pending) place(state, node)
}
