/**
 * Which stretch of the run is on show, and how wheel, pointers and keys change it. A pure reducer; the
 * listeners in `gestures.ts` only translate events into actions. Times are microseconds.
 */
import { liesOpen, piecesOf, UNFOLDED, walk, type Folding, type Pieces } from './folding.ts'
import { createTimeScale, type TimeScale } from './timeScale.ts'

export interface Viewport {
  readonly from: number
  readonly to: number
  readonly until: number
  /** Which idle stretches fold; none if left out. */
  readonly folding?: Folding
}

export type ViewportAction =
  /** Makes the span `factor` times as long; the time `at` stays where it is. */
  | { kind: 'zoom'; at: number; factor: number }
  /** Moves on by a share of what is on show. */
  | { kind: 'pan'; by: number }
  | { kind: 'fit' }
  | { kind: 'show'; from: number; to: number }
  /** Moves so that what is on show begins at a time; the zoom stays. */
  | { kind: 'begin'; at: number }
  /** Brings a moment or stretch into view without changing the zoom, if it is not there. */
  | { kind: 'reveal'; from: number; to: number }
  /** Folds idle stretches, or no longer. */
  | { kind: 'fold'; folding: Folding }
  /** A run of another length; keeps what can be kept, and the whole run stays the whole run. */
  | { kind: 'until'; until: number }

/** Shortest stretch on show, in microseconds. */
export const SPAN_MIN = 50
/** One notch or key press. */
export const ZOOM_STEP = 1.4

export const fitViewport = (until: number): Viewport => ({ from: 0, to: Math.max(until, 1), until })

export const isWhole = ({ from, to, until }: Viewport): boolean => from <= 0 && to >= until

/** What folds while the view moves: nothing as long as it lies within an idle stretch. */
const foldingOf = (viewport: Viewport): Folding =>
  viewport.folding === undefined || liesOpen(viewport.folding, viewport) ? UNFOLDED : viewport.folding

const composed = new WeakMap<Viewport, Pieces>()

/** How the view is put together; worked out once per view. */
export function viewportPieces(viewport: Viewport): Pieces {
  const known = composed.get(viewport)
  if (known) return known
  const pieces = piecesOf(viewport.folding ?? UNFOLDED, viewport)
  composed.set(viewport, pieces)
  return pieces
}

/** A stretch of the wanted length, moved so that it lies within the run. */
function place(viewport: Viewport, { from, span, until = viewport.until }: { from: number; span: number; until?: number }): Viewport {
  const whole = Math.max(until, 1)
  const length = Math.min(whole, Math.max(Math.min(SPAN_MIN, whole), span))
  const start = Math.min(Math.max(0, from), whole - length)
  return { ...viewport, from: start, to: start + length, until }
}

/** The view of a reach that begins at a time, moved so that it lies within the run. */
function begin(viewport: Viewport, from: number, reach: number): Viewport {
  const folding = foldingOf(viewport)
  const end = Math.max(viewport.until, 1)
  const start = Math.max(0, from)
  const to = walk(folding, start, { share: 1, reach })
  if (to < end) return { ...viewport, from: start, to }
  return { ...viewport, from: Math.max(0, walk(folding, end, { share: -1, reach })), to: end }
}

function zoom(viewport: Viewport, { at, factor }: { at: number; factor: number }): Viewport {
  const whole = Math.max(viewport.until, 1)
  const most = viewportPieces({ ...viewport, from: 0, to: whole }).reach
  const reach = Math.min(most, Math.max(Math.min(SPAN_MIN, whole), viewportPieces(viewport).reach * factor))
  const share = createTimeScale([viewport.from, viewport.to], [0, 1], viewportPieces(viewport)).toPx(at)
  const start = walk(foldingOf(viewport), at, { share: -share, reach })
  return begin(viewport, start, reach)
}

export function reduceViewport(viewport: Viewport, action: ViewportAction): Viewport {
  const { from, to, until } = viewport
  const span = to - from
  const { reach } = viewportPieces(viewport)
  switch (action.kind) {
    case 'zoom':
      return zoom(viewport, action)
    case 'pan':
      return begin(viewport, walk(foldingOf(viewport), from, { share: action.by, reach }), reach)
    case 'begin':
      return begin(viewport, action.at, reach)
    case 'fit':
      return { ...viewport, ...fitViewport(until) }
    case 'show':
      return place(viewport, { from: Math.min(action.from, action.to), span: Math.abs(action.to - action.from) })
    case 'reveal': {
      if (action.from >= from && action.to <= to) return viewport
      const middle = action.to - action.from < span ? (action.from + action.to) / 2 : action.from + span / 2
      return begin(viewport, walk(foldingOf(viewport), middle, { share: -0.5, reach }), reach)
    }
    case 'fold':
      return action.folding === viewport.folding ? viewport : { ...viewport, folding: action.folding }
    case 'until':
      if (action.until === until) return viewport
      return isWhole(viewport) ? { ...viewport, ...fitViewport(action.until) } : place(viewport, { from, span, until: action.until })
  }
}

/** What a wheel turn means: shift or a sideways wheel pans, anything else zooms at the pointer. */
export function wheelAction(
  wheel: { deltaX: number; deltaY: number; deltaMode: number; shiftKey: boolean; ctrlKey: boolean },
  at: { time: number; width: number },
): ViewportAction {
  // Lines and pages, as some mice report them, in pixels.
  const unit = wheel.deltaMode === 1 ? 16 : wheel.deltaMode === 2 ? 400 : 1
  const sideways = wheel.shiftKey ? wheel.deltaX || wheel.deltaY : wheel.deltaX
  if (wheel.shiftKey || Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY)) {
    return { kind: 'pan', by: (sideways * unit) / at.width }
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
  if (key.shiftKey && key.key === 'ArrowLeft') return { kind: 'pan', by: -1 / 8 }
  if (key.shiftKey && key.key === 'ArrowRight') return { kind: 'pan', by: 1 / 8 }
  return null
}

/** What moving one or two pointers from `before` to `after` (x in pixels) means. */
export function pointerActions(before: readonly number[], after: readonly number[], scale: Pick<TimeScale, 'range' | 'toTime'>): ViewportAction[] {
  const [beforeA = 0, beforeB = beforeA] = before
  const [afterA = 0, afterB = afterA] = after
  const [left, right] = scale.range
  const middle = (beforeA + beforeB) / 2
  const pan: ViewportAction = { kind: 'pan', by: (middle - (afterA + afterB) / 2) / Math.max(1, right - left) }
  const spread = Math.abs(afterA - afterB)
  if (before.length < 2 || after.length < 2 || spread < 8) return [pan]
  return [{ kind: 'zoom', at: scale.toTime(middle), factor: Math.abs(beforeA - beforeB) / spread }, pan]
}
