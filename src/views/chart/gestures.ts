/** Translates wheel and pointer events of an element into viewport actions. */
import { pointerActions, wheelAction, type ViewportAction } from './viewport.ts'
import type { TimeScale } from './timeScale.ts'

export interface GestureTarget {
  /** Scale of the picture, its pixels counted from the left edge of the element. */
  scale(): TimeScale
  dispatch(action: ViewportAction): void
  /** A press and release without a drag, in pixels within the element. */
  onTap?(x: number, y: number): void
  /** A finger that rests, in pixels within the element. */
  onHold?(x: number, y: number): void
  /** Drags that draw a range instead of moving the view. */
  brush?: Brush
}

export interface Brush {
  /** Whether a drag that begins like this draws. */
  wants(event: PointerEvent): boolean
  begin(x: number): void
  move(x: number): void
  end(): void
  cancel(): void
}

/** Pixels a press may wander and still be a tap. */
const TAP_SLOP = 4
/** A finger is less exact. */
const TOUCH_SLOP = 10
/** Milliseconds after which a resting finger asks what is under it. */
const HOLD_MS = 450

/** A timer for a finger that rests; `stop` says whether it had gone off. */
function createHold() {
  let timer: ReturnType<typeof setTimeout> | null = null
  let rested = false
  return {
    start: (callback: () => void): void => {
      rested = false
      timer = setTimeout(() => {
        rested = true
        callback()
      }, HOLD_MS)
    },
    stop: (): boolean => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      const went = rested
      rested = false
      return went
    },
  }
}

function wheelOn(scale: TimeScale, event: WheelEvent, left: number): ViewportAction {
  return wheelAction(event, { time: scale.toTime(event.clientX - left), width: Math.max(1, scale.range[1] - scale.range[0]) })
}

const isButton = (target: EventTarget | null): boolean => target instanceof Element && target.closest('button, dialog, [role="dialog"]') !== null
/** What lies over the picture and keeps presses to itself; a drag may begin on what says `data-drags`. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button:not([data-drags]), [role="slider"], [role="dialog"]') !== null

const slopOf = (event: PointerEvent): number => (event.pointerType === 'touch' ? TOUCH_SLOP : TAP_SLOP)

/** Listens until the returned function is called. */
export function attachGestures(element: HTMLElement, target: GestureTarget): () => void {
  const pointers = new Map<number, number>()
  let travelled = 0
  let brushing = false
  const left = (): number => element.getBoundingClientRect().left

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    target.dispatch(wheelOn(target.scale(), event, left()))
  }
  const hold = createHold()
  const leaveBrush = (drawn = false): void => {
    if (brushing) target.brush?.[drawn ? 'end' : 'cancel']()
    brushing = false
  }
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || isControl(event.target)) return
    const x = event.clientX - left()
    if (pointers.size === 0) {
      travelled = 0
      brushing = target.brush?.wants(event) === true
      if (brushing) target.brush?.begin(x)
      const y = event.clientY - element.getBoundingClientRect().top
      if (event.pointerType === 'touch') hold.start(() => target.onHold?.(x, y))
    } else {
      // Two fingers zoom, whatever one would do.
      leaveBrush()
      hold.stop()
    }
    pointers.set(event.pointerId, x)
  }
  const onMove = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId)
    if (before === undefined) return
    const was = [...pointers.values()]
    const x = event.clientX - left()
    travelled += Math.abs(x - before)
    if (travelled <= slopOf(event) && pointers.size === 1) return
    hold.stop()
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, x)
    if (brushing) target.brush?.move(x)
    else for (const action of pointerActions(was, [...pointers.values()], target.scale())) target.dispatch(action)
  }
  const onUp = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return
    const rested = hold.stop()
    const tapped = event.type === 'pointerup' && travelled <= slopOf(event) && !rested && !isButton(event.target)
    leaveBrush(event.type === 'pointerup' && travelled > slopOf(event))
    const box = element.getBoundingClientRect()
    if (tapped) target.onTap?.(event.clientX - box.left, event.clientY - box.top)
  }
  const onDouble = (event: MouseEvent): void => {
    if (isButton(event.target)) return
    target.dispatch({ kind: 'fit' })
  }

  const controller = new AbortController()
  const { signal } = controller
  element.addEventListener('wheel', onWheel, { passive: false, signal })
  element.addEventListener('pointerdown', onDown, { signal })
  element.addEventListener('pointermove', onMove, { signal })
  element.addEventListener('pointerup', onUp, { signal })
  element.addEventListener('pointercancel', onUp, { signal })
  element.addEventListener('dblclick', onDouble, { signal })
  return () => {
    hold.stop()
    controller.abort()
  }
}
