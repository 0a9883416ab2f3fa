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
import { createNodes, freeNode, isBefore, moveInOrder, NO_NODE, takeNode } from './nodes'
import type { Nodes } from './nodes'

/** At equal times completions come first, arrivals last (rule MC-01). */
export const EVENT_CLASS = { completion: 0, expiry: 1, deadline: 2, control: 3, arrival: 4 } as const
export type EventClass = (typeof EVENT_CLASS)[keyof typeof EVENT_CLASS]

/** Plain data for the functions below: a closure's variables are looked up and checked at every access. */
export interface EventQueue {
  /** Time of the earliest event, Infinity when empty. */
  time: number
  /** The present: the time of the last event popped, or what the owner of the queue has moved it on to since. */
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

const FEWEST_BUCKETS = 4096
const MOST_BUCKETS = 2 ** 18
/** Buckets per pending event: enough for most events to be near when a bucket holds about one of the next events. */
const BUCKETS_PER_EVENT = 4
/** Width of a bucket until it is known how dense the events are: 2^10 microseconds. */
const FIRST_EXPONENT = 10
/** Pops after which the width is reconsidered: at first, and later. */
const FIRST_REVIEW = 256
const REVIEW = 4096

export function createEventQueue(initialCapacity = 1024): EventQueue {
  return {
    time: Infinity,
    now: 0,
    first: NO_NODE,
    nodes: createNodes(initialCapacity),
    calendar: createCalendar(FIRST_EXPONENT, FEWEST_BUCKETS),
    far: createNodeHeap(),
    reviewedAt: 0,
    reviewEvery: FIRST_REVIEW,
    untilReview: FIRST_REVIEW,
  }
}

/**
 * Schedules `payload` (a non-negative integer below 2^31 that means something to the caller).
 * @param time integer microseconds, not before the present
 */
export function pushAt(queue: EventQueue, time: number, eventClass: EventClass, payload: number): void {
  const node = takeNode(queue.nodes, eventClass, payload)
  queue.nodes.keys[node] = time
  place(queue, node)
}

/** Schedules `payload` so many microseconds after the present: a short delay is a small integer, which no call boxes. */
export function pushAfter(queue: EventQueue, delay: number, eventClass: EventClass, payload: number): void {
  const node = takeNode(queue.nodes, eventClass, payload)
  queue.nodes.keys[node] = queue.now + delay
  place(queue, node)
}

/** Sets places in the order of scheduling aside, for `pushInOrder`. Returns the first. */
export function setAside({ nodes }: EventQueue, count: number): number {
  const first = nodes.scheduled
  nodes.scheduled += count
  return first
}

/** Schedules an event as if that had been done when its place in the order was set aside. */
export function pushInOrder(queue: EventQueue, time: number, event: { eventClass: EventClass; payload: number; order: number }): void {
  const node = takeNode(queue.nodes, event.eventClass, event.payload)
  queue.nodes.keys[node] = time
  moveInOrder(queue.nodes, node, event.eventClass, event.order)
  place(queue, node)
}

/** Removes the earliest event and returns its payload. The queue must not be empty. */
export function pop(queue: EventQueue): number {
  const node = queue.first
  removeEarliest(queue)
  queue.time = queue.nodes.keys[queue.first]!
  return queue.nodes.links[node + 1]!
}

/** Pending events. */
export function sizeOf({ calendar, far }: EventQueue): number {
  return calendar.size + far.size
}

function place(queue: EventQueue, node: number): void {
  const { nodes, calendar } = queue
  const near = nodes.keys[node]! - queue.now < calendar.reach
  if (!near || !insertNode(calendar, nodes, node)) pushNode(queue.far, nodes, node)
  if (!isBefore(nodes, node, queue.first)) return
  queue.first = node
  queue.time = nodes.keys[node]!
}

function removeEarliest(queue: EventQueue): void {
  const { first, nodes } = queue
  queue.now = nodes.keys[first]!
  if (first === queue.calendar.first) removeFirst(queue.calendar, nodes)
  else popNode(queue.far, nodes)
  freeNode(nodes, first)
  if (--queue.untilReview === 0) review(queue)
  const near = queue.calendar.first
  const far = queue.far.entries[0]!
  queue.first = isBefore(nodes, far, near) ? far : near
}

/**
 * Fits the calendar to the events of late, unless it fits them about: a bucket is to be as wide as their mean
 * distance. The mean is over as many events as are pending, or a burst would be taken for the rule.
 */
function review(queue: EventQueue): void {
  const pending = sizeOf(queue)
  if (queue.reviewEvery < pending) {
    queue.untilReview = pending - queue.reviewEvery
    queue.reviewEvery = pending
    return
  }
  const distance = (queue.now - queue.reviewedAt) / queue.reviewEvery
  const exponent = Math.max(0, 31 - Math.clz32(Math.min(distance, 2 ** 31)))
  queue.reviewedAt = queue.now
  queue.reviewEvery = REVIEW
  queue.untilReview = REVIEW
  let buckets = FEWEST_BUCKETS
  while (buckets < MOST_BUCKETS && buckets < pending * BUCKETS_PER_EVENT) buckets *= 2
  const present = queue.calendar.mask + 1
  if (Math.abs(exponent - queue.calendar.exponent) > 1 || buckets > present || buckets * 4 < present) {
    rebuild(queue, createCalendar(exponent, buckets))
  }
}

function rebuild(queue: EventQueue, calendar: Calendar): void {
  const { nodes, far } = queue
  const pending = Array.from(far.entries.subarray(0, far.size))
  for (const head of headsOf(queue.calendar)) for (let node = head; node !== NO_NODE; node = nodes.links[node]!) pending.push(node)
  queue.calendar = calendar
  queue.far = createNodeHeap()
  for (const node of pending) place(queue, node)
}
