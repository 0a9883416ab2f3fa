/** Pointer and wheel on the timeline: pan, zoom, crosshair, hit test, seeking on the axis. */
import { useEffect, useRef, type RefObject } from 'react'
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import { attachGestures } from '../../chart/gestures.ts'
import { reduceViewport } from '../../chart/viewport.ts'
import type { StageContext } from '../stageApp.ts'
import { hereAt, type Here } from '../time/here.ts'
import { brushOf } from '../time/brush.ts'
import type { TimeTools } from '../time/timeTools.ts'
import { AXIS_HEIGHT, rowAt, type TimelineLayout } from './layout.ts'
import { scaleOf } from './scene.ts'
import { laneAt, recordAt } from './walk.ts'

export function useTimelineGestures(
  ref: RefObject<HTMLElement | null>,
  context: StageContext,
  layout: TimelineLayout,
  { tools, onHover, onHere }: { tools: TimeTools; onHover: (record: RecordId) => void; onHere: (here: Here | null) => void },
): void {
  const { clock, viewport, hover, model, select, selectLane } = context
  const selectedLane = useRef(context.lane)
  useEffect(() => {
    selectedLane.current = context.lane
  }, [context.lane])
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const scale = () => scaleOf(viewport.get(), layout.plot)
    const at = (event: { clientX: number; clientY: number }) => {
      const box = element.getBoundingClientRect()
      return { x: event.clientX - box.left, y: event.clientY - box.top }
    }
    const onMove = (event: PointerEvent): void => {
      if (event.target instanceof Element && event.target.closest('.record-tip')) return
      const { x, y } = at(event)
      const inside = x >= layout.plot.x && x <= layout.plot.x + layout.plot.width
      hover.set(inside ? Math.round(scale().toTime(x)) : null)
      if (event.pointerType === 'touch') return
      onHover(inside && event.buttons === 0 ? recordAt(model.index, layout, { x, y, scale: scale() }) : NONE)
    }
    const onLeave = (event: PointerEvent): void => {
      hover.set(null)
      // What a finger held stays until the next touch: lifting it is leaving, too.
      if (event.pointerType !== 'touch') onHover(NONE)
    }
    const onDown = (event: PointerEvent): void => {
      if (event.pointerType === 'touch') onHover(NONE)
    }
    const detach = attachGestures(element, {
      scale,
      dispatch: (action) => {
        onHover(NONE)
        viewport.set(reduceViewport(viewport.get(), action))
      },
      onTap: (x, y) => {
        if (y < AXIS_HEIGHT) return tools.app.step(() => clock.seek(scale().toTime(x)))
        if (x < layout.plot.x) return selectLane(laneAt(model.index, { row: rowAt(layout, y), time: clock.time(), after: selectedLane.current }))
        const crowd = hereAt(model, layout, { x, y, scale: scale() })
        onHere(crowd)
        if (crowd !== null) return onHover(NONE)
        const record = recordAt(model.index, layout, { x, y, scale: scale() })
        return select(record === NONE ? null : record)
      },
      onHold: (x, y) => onHover(recordAt(model.index, layout, { x, y, scale: scale() })),
      brush: brushOf(tools, context, layout.plot),
    })
    element.addEventListener('pointerdown', onDown)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerleave', onLeave)
    return () => {
      detach()
      element.removeEventListener('pointerdown', onDown)
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerleave', onLeave)
    }
  }, [ref, context, clock, viewport, hover, model, select, selectLane, layout, tools, onHover, onHere])
}
