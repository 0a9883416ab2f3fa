/** Pointer and wheel on the timeline: pan, zoom, crosshair, hit test, seeking on the axis. */
import { useEffect, useRef, type RefObject } from 'react'
import { NONE } from '../../../sim/trace/schema.ts'
import { attachGestures } from '../../chart/gestures.ts'
import { reduceViewport } from '../../chart/viewport.ts'
import type { StageContext } from '../stageApp.ts'
import { hereAt, type Here } from '../time/here.ts'
import { brushOf } from '../time/brush.ts'
import type { TimeTools } from '../time/timeTools.ts'
import type { SourceArt } from './drawFurniture.ts'
import { AXIS_HEIGHT, rowAt, type TimelineLayout } from './layout.ts'
import { NOTHING_POINTED, pointedAt, type Pointed } from './pointed.ts'
import { scaleOf } from './scene.ts'
import { laneAt } from './walk.ts'

interface Heard {
  tools: TimeTools
  /** Tells what is on the lanes of queues and streams. */
  sourceArt: SourceArt | null
  onPoint: (pointed: Pointed) => void
  onHere: (here: Here | null) => void
}

export function useTimelineGestures(ref: RefObject<HTMLElement | null>, context: StageContext, layout: TimelineLayout, { tools, sourceArt, onPoint, onHere }: Heard): void {
  const { clock, viewport, hover, model, select, selectLane, selectMessage } = context
  const selectedLane = useRef(context.lane)
  useEffect(() => {
    selectedLane.current = context.lane
  }, [context.lane])
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const scale = () => scaleOf(viewport.get(), layout.plot)
    const pointed = (x: number, y: number): Pointed => pointedAt({ index: model.index, layout, sourceArt }, { x, y, scale: scale() })
    const onMove = (event: PointerEvent): void => {
      if (event.target instanceof Element && event.target.closest('.record-tip')) return
      const box = element.getBoundingClientRect()
      const [x, y] = [event.clientX - box.left, event.clientY - box.top]
      const inside = x >= layout.plot.x && x <= layout.plot.x + layout.plot.width
      hover.set(inside ? Math.round(scale().toTime(x)) : null)
      if (event.pointerType !== 'touch') onPoint(inside && event.buttons === 0 ? pointed(x, y) : NOTHING_POINTED)
    }
    const onLeave = (event: PointerEvent): void => {
      hover.set(null)
      // What a finger held stays until the next touch: lifting it is leaving, too.
      if (event.pointerType !== 'touch') onPoint(NOTHING_POINTED)
    }
    const onDown = (event: PointerEvent): void => {
      if (event.pointerType === 'touch') onPoint(NOTHING_POINTED)
    }
    const onTap = (x: number, y: number): void => {
      if (y < AXIS_HEIGHT) return tools.app.step(() => clock.seek(scale().toTime(x)))
      if (x < layout.plot.x) return selectLane(laneAt(model.index, { row: rowAt(layout, y), time: clock.time(), after: selectedLane.current }))
      const { record, message, amongMessages } = pointed(x, y)
      const crowd = amongMessages ? null : hereAt(model, layout, { x, y, scale: scale() })
      onHere(crowd)
      if (crowd !== null) return onPoint(NOTHING_POINTED)
      if (amongMessages) return selectMessage(message?.message ?? null)
      return select(record === NONE ? null : record)
    }
    const detach = attachGestures(element, {
      scale,
      dispatch: (action) => {
        onPoint(NOTHING_POINTED)
        viewport.set(reduceViewport(viewport.get(), action))
      },
      onTap,
      onHold: (x, y) => onPoint(pointed(x, y)),
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
  }, [ref, context, clock, viewport, hover, model, select, selectLane, selectMessage, layout, tools, sourceArt, onPoint, onHere])
}
