/**
 * Which canvases are repainted in a frame: whoever waits longest first, and as many as fit into a small share of it.
 * A frame in which everything changes thus becomes two short ones, and the page answers in between. While playing,
 * the frame that brings new texts paints none but the urgent ones.
 */
import type { Clock } from '../../playback/clock.ts'
import type { Transport } from '../../playback/transport.ts'
import { createAfterBeat } from '../frame/beat.ts'

export interface Painter {
  paint(): void
  /** Whether the picture depends on the state of the clock and has not been painted for it yet. */
  isOutdated(state: Transport): boolean
  /** Milliseconds that the last painting took. */
  cost: number
}

export interface PaintQueue {
  /** Has it painted in the next frame with room for it; in the very next, if what it shows is wrong by now. */
  ask(painter: Painter, urgency?: 'urgent'): void
  add(painter: Painter): void
  remove(painter: Painter): void
}

/** Milliseconds of script: the browser adds as much again, and more, to show what was painted. */
const BUDGET_MS = 1.5

/** @param now wall time, ms */
export function createPaintQueue(clock: Pick<Clock, 'onPaint' | 'requestFrame'>, now: () => number): PaintQueue {
  const painters = new Set<Painter>()
  /** In order of asking: asking again keeps the place. */
  const waiting = new Set<Painter>()
  const urgent = new Set<Painter>()
  const bringsTexts = createAfterBeat()

  clock.onPaint((state, nowMs) => {
    for (const painter of painters) if (painter.isOutdated(state)) waiting.add(painter)
    let spent = 0
    let full = bringsTexts(nowMs) && state.playing
    for (const painter of waiting) {
      full ||= spent > 0 && spent + painter.cost > BUDGET_MS
      if (full && !urgent.has(painter)) continue
      waiting.delete(painter)
      urgent.delete(painter)
      const began = now()
      painter.paint()
      painter.cost = now() - began
      spent += painter.cost
    }
    if (waiting.size > 0) clock.requestFrame()
  })

  return {
    ask: (painter, urgency) => {
      waiting.add(painter)
      if (urgency !== undefined) urgent.add(painter)
      clock.requestFrame()
    },
    add: (painter) => void painters.add(painter),
    remove: (painter) => {
      for (const set of [painters, waiting, urgent]) set.delete(painter)
    },
  }
}

const queues = new WeakMap<Clock, PaintQueue>()

/** The queue of all canvases that follow a clock. */
export function paintQueueOf(clock: Clock): PaintQueue {
  const known = queues.get(clock)
  if (known) return known
  const queue = createPaintQueue(clock, () => performance.now())
  queues.set(clock, queue)
  return queue
}
