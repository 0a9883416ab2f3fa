/** Translates wheel and pointer events of an element into viewport actions. */
import { pointerActions, wheelAction, type ViewportAction } from './viewport.ts'
import type { TimeScale } from './timeScale.ts'

export interface GestureTarget {
  /** Scale of the picture, its pixels counted from the left edge of the element. */
  scale(): TimeScale
  dispatch(action: ViewportAction): void
  /** A press and release without a drag, in pixels within the element. */
  onTap?(x: number, y: number): void
}

/** Pixels a press may wander and still be a tap. */
const TAP_SLOP = 4

/** Listens until the returned function is called. */
export function attachGestures(element: HTMLElement, target: GestureTarget): () => void {
  const pointers = new Map<number, number>()
  let travelled = 0
  const left = (): number => element.getBoundingClientRect().left

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    const scale = target.scale()
    const time = scale.toTime(event.clientX - left())
    target.dispatch(wheelAction(event, { time, width: Math.max(1, scale.range[1] - scale.range[0]) }))
  }
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button, [role="slider"]'))) return
    if (pointers.size === 0) travelled = 0
    pointers.set(event.pointerId, event.clientX - left())
  }
  const onMove = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId)
    if (before === undefined) return
    const was = [...pointers.values()]
    const x = event.clientX - left()
    travelled += Math.abs(x - before)
    if (travelled <= TAP_SLOP && pointers.size === 1) return
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, x)
    const scale = target.scale()
    for (const action of pointerActions(was, [...pointers.values()], scale)) target.dispatch(action)
  }
  const onUp = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return
    const box = element.getBoundingClientRect()
    if (event.type === 'pointerup' && travelled <= TAP_SLOP) target.onTap?.(event.clientX - box.left, event.clientY - box.top)
  }
  const onDouble = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('button')) return
    target.dispatch({ kind: 'fit' })
  }

  element.addEventListener('wheel', onWheel, { passive: false })
  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', onUp)
  element.addEventListener('dblclick', onDouble)
  return () => {
    element.removeEventListener('wheel', onWheel)
    element.removeEventListener('pointerdown', onDown)
    element.removeEventListener('pointermove', onMove)
    element.removeEventListener('pointerup', onUp)
    element.removeEventListener('pointercancel', onUp)
    element.removeEventListener('dblclick', onDouble)
  }
}
