/**
 * What playback is at a moment, as a value: where the playhead stands, how fast it moves and between which
 * bounds. Simulated time is in microseconds, wall time in milliseconds; `rate` is simulated seconds per real
 * second, negative in reverse.
 */

/** Microseconds of simulated time. */
type Micros = number

export interface Transport {
  time: Micros
  until: Micros
  rate: number
  playing: boolean
  /** Bounds the playhead repeats between, `from < to`. */
  loop: readonly [from: Micros, to: Micros] | null
  /** Stretches that playback hurries through: in order, apart from one another. */
  rush: readonly Rush[]
}

export interface Rush {
  readonly from: Micros
  readonly to: Micros
}

export const RATE_MIN = 1 / 1000
/** Beyond a thousand, so that a whole day plays in seconds. */
export const RATE_MAX = 10_000
/** The rates offered, slow to fast. */
export const RATES: readonly number[] = [
  1 / 1000, 1 / 300, 1 / 100, 1 / 30, 1 / 10, 1 / 4, 1 / 2, 1, 2, 5, 10, 30, 60, 100, 300, 1000, 3000, 10_000,
]

/** A stalled or hidden tab must not fast-forward: no frame counts for more than this, in ms. */
export const STEP_MAX = 100
/** How long a run should take to play by default, in real seconds. */
const PLAY_SECONDS = 12
const MICROS_PER_MS = 1000
/** Wall time that a rush through a stretch takes at most, in ms: long enough to be seen. */
export const RUSH_MS = 400

export const IDLE_TRANSPORT: Transport = { time: 0, until: 0, rate: 1, playing: false, loop: null, rush: [] }

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

const wrap = (time: Micros, [from, to]: readonly [Micros, Micros], forward: boolean): Micros => {
  const length = to - from
  if (forward) return time < to ? time : from + ((time - to) % length)
  return time > from ? time : to - ((from - time) % length)
}

/** Where the playhead is `elapsedMs` later, whatever the bounds of the run. */
function move({ time, rate, rush }: Transport, elapsedMs: number): Micros {
  const pace = Math.abs(rate) * MICROS_PER_MS
  const step = Math.sign(rate)
  let at = time
  let left = elapsedMs
  for (const { from, to } of step > 0 ? rush : rush.toReversed()) {
    const [near, far] = step > 0 ? [from, to] : [to, from]
    // Behind the playhead.
    if ((far - at) * step <= 0) continue
    const before = Math.max(0, ((near - at) * step) / pace)
    if (before >= left) break
    left -= before
    at += before * pace * step
    const hurried = Math.max(pace, (to - from) / RUSH_MS)
    const within = ((far - at) * step) / hurried
    if (within >= left) return at + left * hurried * step
    left -= within
    at = far
  }
  return at + left * pace * step
}

/** The state `elapsedMs` of wall time later. Playing ends at either end of the run, unless a loop is set. */
export function advance(transport: Transport, elapsedMs: number): Transport {
  if (!transport.playing) return transport
  const moved = move(transport, clamp(elapsedMs, 0, STEP_MAX))
  const forward = transport.rate > 0
  if (transport.loop !== null) {
    return { ...transport, time: clamp(wrap(moved, transport.loop, forward), 0, transport.until) }
  }
  const time = clamp(moved, 0, transport.until)
  const ended = forward ? moved >= transport.until : moved <= 0
  return { ...transport, time, playing: !ended }
}

/** Starts playing; from the far end when the playhead stands where it would stop at once. */
export function play(transport: Transport): Transport {
  if (transport.playing || transport.until <= 0) return transport
  const forward = transport.rate > 0
  const spent = transport.loop === null && (forward ? transport.time >= transport.until : transport.time <= 0)
  const time = spent ? (forward ? 0 : transport.until) : transport.time
  return { ...transport, time, playing: true }
}

/** Stops; the playhead rests on a whole microsecond. */
export const pause = (transport: Transport): Transport =>
  transport.playing ? { ...transport, time: Math.round(transport.time), playing: false } : transport

/** Puts the playhead at `time`, within the run, without starting or stopping it. */
export const seek = (transport: Transport, time: Micros): Transport => ({
  ...transport,
  time: clamp(Math.round(Number.isFinite(time) ? time : 0), 0, transport.until),
})

/** Sets the speed (its sign is the direction), between `RATE_MIN` and `RATE_MAX` in magnitude. */
export function setRate(transport: Transport, rate: number): Transport {
  if (!Number.isFinite(rate) || rate === 0) return transport
  return { ...transport, rate: Math.sign(rate) * clamp(Math.abs(rate), RATE_MIN, RATE_MAX) }
}

/** Repeats between two times; an empty range or null clears the loop. */
export function setLoop(transport: Transport, loop: readonly [Micros, Micros] | null): Transport {
  if (loop === null) return { ...transport, loop: null }
  const from = clamp(Math.round(Math.min(...loop)), 0, transport.until)
  const to = clamp(Math.round(Math.max(...loop)), 0, transport.until)
  return { ...transport, loop: to > from ? [from, to] : null }
}

/** Hurries through these stretches from now on. */
export const setRush = (transport: Transport, rush: readonly Rush[]): Transport => (rush === transport.rush ? transport : { ...transport, rush })

/** A run of another length: the playhead stays where it can. A loop that no longer fits is dropped. */
export function setUntil(transport: Transport, until: Micros): Transport {
  const end = Math.max(0, until)
  const time = Math.min(transport.time, end)
  const loop = transport.loop !== null && transport.loop[1] <= end ? transport.loop : null
  return { ...transport, until: end, time, loop, playing: transport.playing && end > 0 }
}

/** The offered rate at which a run of `until` microseconds plays nearest to twelve seconds. */
export function defaultRate(until: Micros): number {
  const wanted = Math.max(RATE_MIN, until / 1e6 / PLAY_SECONDS)
  // The nearest by ratio, without a logarithm: the error of a candidate is the larger of the two quotients.
  const error = (rate: number) => Math.max(rate / wanted, wanted / rate)
  return RATES.reduce((best, rate) => (error(rate) < error(best) ? rate : best))
}

/** The next offered rate in the direction of `step` (+1 faster, -1 slower); the sign of `rate` is kept. */
export function neighbourRate(rate: number, step: 1 | -1): number {
  const size = Math.abs(rate)
  const next = step > 0 ? RATES.find((r) => r > size * 1.0001) : RATES.findLast((r) => r < size * 0.9999)
  return Math.sign(rate) * (next ?? size)
}
