/**
 * Which stretch of the run is on show, and how wheel, pointers and keys change it. A pure reducer; the
 * listeners in `gestures.ts` only translate events into actions. Times are microseconds.
 */

export interface Viewport {
  readonly from: number
  readonly to: number
  readonly until: number
}

export type ViewportAction =
  /** Makes the span `factor` times as long; the time `at` stays where it is. */
  | { kind: 'zoom'; at: number; factor: number }
  | { kind: 'pan'; by: number }
  | { kind: 'fit' }
  | { kind: 'show'; from: number; to: number }
  /** Brings a moment or stretch into view without changing the zoom, if it is not there. */
  | { kind: 'reveal'; from: number; to: number }
  /** A run of another length; keeps what can be kept, and the whole run stays the whole run. */
  | { kind: 'until'; until: number }

/** Shortest stretch on show, in microseconds. */
export const SPAN_MIN = 50
/** One notch or key press. */
export const ZOOM_STEP = 1.4

export const fitViewport = (until: number): Viewport => ({ from: 0, to: Math.max(until, 1), until })

export const isWhole = ({ from, to, until }: Viewport): boolean => from <= 0 && to >= until

/** A stretch of the wanted length, moved so that it lies within the run. */
function place(from: number, span: number, until: number): Viewport {
  const whole = Math.max(until, 1)
  const length = Math.min(whole, Math.max(Math.min(SPAN_MIN, whole), span))
  const start = Math.min(Math.max(0, from), whole - length)
  return { from: start, to: start + length, until }
}

export function reduceViewport(viewport: Viewport, action: ViewportAction): Viewport {
  const { from, to, until } = viewport
  const span = to - from
  switch (action.kind) {
    case 'zoom': {
      const length = Math.min(Math.max(until, 1), Math.max(SPAN_MIN, span * action.factor))
      return place(action.at - ((action.at - from) / span) * length, length, until)
    }
    case 'pan':
      return place(from + action.by, span, until)
    case 'fit':
      return fitViewport(until)
    case 'show':
      return place(Math.min(action.from, action.to), Math.abs(action.to - action.from), until)
    case 'reveal': {
      if (action.from >= from && action.to <= to) return viewport
      const middle = action.to - action.from < span ? (action.from + action.to) / 2 : action.from + span / 2
      return place(middle - span / 2, span, until)
    }
    case 'until':
      return action.until === until ? viewport : isWhole(viewport) ? fitViewport(action.until) : place(from, span, action.until)
  }
}

/** What a wheel turn means: shift or a sideways wheel pans, anything else zooms at the pointer. */
export function wheelAction(
  wheel: { deltaX: number; deltaY: number; deltaMode: number; shiftKey: boolean; ctrlKey: boolean },
  at: { time: number; microsPerPx: number },
): ViewportAction {
  // Lines and pages, as some mice report them, in pixels.
  const unit = wheel.deltaMode === 1 ? 16 : wheel.deltaMode === 2 ? 400 : 1
  const sideways = wheel.shiftKey ? wheel.deltaX || wheel.deltaY : wheel.deltaX
  if (wheel.shiftKey || Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY)) {
    return { kind: 'pan', by: sideways * unit * at.microsPerPx }
  }
  // A pinch on a trackpad arrives as a wheel with ctrl and small deltas.
  const strength = wheel.ctrlKey ? 0.01 : 0.0022
  return { kind: 'zoom', at: at.time, factor: Math.exp(Math.max(-240, Math.min(240, wheel.deltaY * unit)) * strength) }
}

/** What a key means, or null. `+ - 0` zoom and fit about `at`; shift with left and right pans. */
export function keyAction(key: { key: string; shiftKey: boolean }, viewport: Viewport, at: number): ViewportAction | null {
  const span = viewport.to - viewport.from
  const inside = at >= viewport.from && at <= viewport.to ? at : viewport.from + span / 2
  if (key.key === '+' || key.key === '=') return { kind: 'zoom', at: inside, factor: 1 / ZOOM_STEP }
  if (key.key === '-' || key.key === '_') return { kind: 'zoom', at: inside, factor: ZOOM_STEP }
  if (key.key === '0') return { kind: 'fit' }
  if (key.shiftKey && key.key === 'ArrowLeft') return { kind: 'pan', by: -span / 8 }
  if (key.shiftKey && key.key === 'ArrowRight') return { kind: 'pan', by: span / 8 }
  return null
}

/** What moving one or two pointers from `before` to `after` (x in pixels) means. */
export function pointerActions(
  before: readonly number[],
  after: readonly number[],
  toTime: (px: number) => number,
): ViewportAction[] {
  const [beforeA = 0, beforeB = beforeA] = before
  const [afterA = 0, afterB = afterA] = after
  const pan: ViewportAction = { kind: 'pan', by: toTime((beforeA + beforeB) / 2) - toTime((afterA + afterB) / 2) }
  const spread = Math.abs(afterA - afterB)
  if (before.length < 2 || after.length < 2 || spread < 8) return [pan]
  return [{ kind: 'zoom', at: toTime((beforeA + beforeB) / 2), factor: Math.abs(beforeA - beforeB) / spread }, pan]
}
