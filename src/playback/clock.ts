/**
 * The one clock of the app and its only frame loop. Three channels: `onFrame` fires in every frame that is needed and
 * must not touch React state, `onPaint` after it, for canvases: text drawn there has the browser lay out the page, so
 * elements have changed by then. `onChange` fires when somebody plays, pauses, seeks, changes the rate or the loop, or
 * the end is reached, and may touch state. The frame function is injected, so tests step by hand.
 */
import * as transport from './transport.ts'
import { IDLE_TRANSPORT, type Transport } from './transport.ts'

export interface ClockOptions {
  /** `requestAnimationFrame`, or a hand-cranked one. The argument of the callback is wall time in ms. */
  requestFrame: (callback: (nowMs: number) => void) => unknown
}

/** Called with the state and the wall time in ms of the frame. */
export type FrameListener = (state: Transport, nowMs: number) => void

export interface Clock {
  state(): Transport
  /** Simulated time of the playhead, in microseconds. */
  time(): number
  play(): void
  pause(): void
  toggle(): void
  /** Takes the playhead to a moment (microseconds); what is on show follows it. */
  seek(time: number): void
  /** Puts the playhead where it was, as a link says; what is on show is the link's, too. */
  restore(time: number): void
  setRate(rate: number): void
  setUntil(until: number): void
  setLoop(loop: readonly [number, number] | null): void
  /** Stretches that playback hurries through. */
  setRush(rush: readonly transport.Rush[]): void
  /** For reduced motion: while playing the playhead moves only every so many ms of wall time. Null: every frame. */
  setStepMs(stepMs: number | null): void
  onFrame(listener: FrameListener): () => void
  onPaint(listener: FrameListener): () => void
  onChange(listener: (state: Transport) => void): () => void
  /** Called with the time that somebody sought. */
  onSeek(listener: (time: number) => void): () => void
  /** Asks for one more frame; any number of calls before it make one. */
  requestFrame(): void
  /** True when no frame is scheduled, hence nothing plays or waits to be repainted. */
  idle(): boolean
}

function add<T>(listeners: Set<T>, listener: T, then?: () => void): () => void {
  listeners.add(listener)
  then?.()
  return () => listeners.delete(listener)
}

export function createClock({ requestFrame }: ClockOptions): Clock {
  let state: Transport = IDLE_TRANSPORT
  let scheduled = false
  let previous: number | null = null
  let stepMs: number | null = null
  let unspent = 0
  const frameListeners = new Set<FrameListener>()
  const paintListeners = new Set<FrameListener>()
  const changeListeners = new Set<(state: Transport) => void>()
  const seekListeners = new Set<(time: number) => void>()

  const schedule = (): void => {
    if (!scheduled) requestFrame(frame)
    scheduled = true
  }

  const changed = (): void => {
    for (const listener of changeListeners) listener(state)
    schedule()
  }

  const move = (elapsed: number): void => {
    const before = state
    if (stepMs === null) {
      state = transport.advance(state, elapsed)
    } else {
      unspent += Math.min(elapsed, transport.STEP_MAX)
      if (unspent < stepMs) return
      for (; unspent > 0; unspent -= transport.STEP_MAX) {
        state = transport.advance(state, Math.min(unspent, transport.STEP_MAX))
      }
      unspent = 0
    }
    if (before.playing && !state.playing) changed()
  }

  const frame = (nowMs: number): void => {
    scheduled = false
    if (state.playing) move(previous === null ? 0 : nowMs - previous)
    // The first frame after a pause must not count the pause.
    previous = state.playing ? nowMs : null
    for (const listener of frameListeners) listener(state, nowMs)
    for (const listener of paintListeners) listener(state, nowMs)
    if (state.playing) schedule()
  }

  const update = (next: Transport): void => {
    if (next === state) return
    state = next
    changed()
  }

  return {
    state: () => state,
    time: () => state.time,
    play: () => update(transport.play(state)),
    pause: () => update(transport.pause(state)),
    toggle: () => update(state.playing ? transport.pause(state) : transport.play(state)),
    seek: (time) => {
      update(transport.seek(state, time))
      for (const listener of seekListeners) listener(state.time)
    },
    restore: (time) => update(transport.seek(state, time)),
    setRate: (rate) => update(transport.setRate(state, rate)),
    setUntil: (until) => update(transport.setUntil(state, until)),
    setLoop: (loop) => update(transport.setLoop(state, loop)),
    setRush: (rush) => void (state = transport.setRush(state, rush)),
    setStepMs: (next) => void ([stepMs, unspent] = [next, 0]),
    onFrame: (listener) => add(frameListeners, listener, schedule),
    onPaint: (listener) => add(paintListeners, listener, schedule),
    onChange: (listener) => add(changeListeners, listener),
    onSeek: (listener) => add(seekListeners, listener),
    requestFrame: schedule,
    idle: () => !scheduled,
  }
}
