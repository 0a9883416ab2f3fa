/**
 * Pending events in a strict total order: time, then class, then order of scheduling.
 * A binary heap in typed arrays: no allocation per event.
 */

/** At equal times completions come first, arrivals last (rule MC-01). */
export const EVENT_CLASS = { completion: 0, expiry: 1, deadline: 2, control: 3, arrival: 4 } as const
export type EventClass = (typeof EVENT_CLASS)[keyof typeof EVENT_CLASS]

export interface EventQueue {
  readonly size: number
  /** Time of the earliest event, Infinity when empty. */
  readonly time: number
  /**
   * Schedules `payload` (a non-negative integer below 2^31 that means something to the caller).
   * @param time integer microseconds, not before the last popped event
   */
  push(time: number, eventClass: EventClass, payload: number): void
  /** Removes the earliest event and returns its payload. The queue must not be empty. */
  pop(): number
}

const CLASS_SPAN = 2 ** 48

export function createEventQueue(initialCapacity = 1024): EventQueue {
  let times = new Float64Array(initialCapacity)
  let orders = new Float64Array(initialCapacity)
  let payloads = new Int32Array(initialCapacity)
  let sequence = 0
  let size = 0

  function grow(): void {
    const wider = times.length * 2
    const oldTimes = times
    const oldOrders = orders
    const oldPayloads = payloads
    times = new Float64Array(wider)
    orders = new Float64Array(wider)
    payloads = new Int32Array(wider)
    times.set(oldTimes)
    orders.set(oldOrders)
    payloads.set(oldPayloads)
  }

  function push(time: number, eventClass: EventClass, payload: number): void {
    if (size === times.length) grow()
    const order = eventClass * CLASS_SPAN + sequence++
    let hole = size++
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const parentTime = times[parent]!
      if (parentTime < time || (parentTime === time && orders[parent]! < order)) break
      times[hole] = parentTime
      orders[hole] = orders[parent]!
      payloads[hole] = payloads[parent]!
      hole = parent
    }
    times[hole] = time
    orders[hole] = order
    payloads[hole] = payload
    queue.time = times[0]!
    queue.size = size
  }

  function pop(): number {
    const payload = payloads[0]!
    size--
    if (size > 0) sift(times[size]!, orders[size]!, payloads[size]!)
    queue.time = size > 0 ? times[0]! : Infinity
    queue.size = size
    return payload
  }

  /** Places the last entry, walking the hole at the root down. */
  function sift(time: number, order: number, payload: number): void {
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= size) break
      let childTime = times[child]!
      const right = child + 1
      if (right < size) {
        const rightTime = times[right]!
        if (rightTime < childTime || (rightTime === childTime && orders[right]! < orders[child]!)) {
          child = right
          childTime = rightTime
        }
      }
      if (time < childTime || (time === childTime && order < orders[child]!)) break
      times[hole] = childTime
      orders[hole] = orders[child]!
      payloads[hole] = payloads[child]!
      hole = child
    }
    times[hole] = time
    orders[hole] = order
    payloads[hole] = payload
  }

  const queue = { size: 0, time: Infinity, push, pop }
  return queue
}
