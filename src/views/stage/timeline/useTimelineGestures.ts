/** Pointer and wheel on the timeline: pan, zoom, crosshair, hit test, seeking on the axis. */
import { useEffect, useRef, type RefObject } from 'react'
import { NONE, type RecordId } from '../../../sim/trace/schema.ts'
import { attachGestures } from '../../chart/gestures.ts'
import { reduceViewport } from '../../chart/viewport.ts'
import type { StageContext } from '../stageApp.ts'
import { hereAt, type Here } from '../time/here.ts'
import { brushOf } from '../time/brush.ts'
import type { TimeTools } from '../time/timeTools.ts'
import type { SourceArt } from './drawFurniture.ts'
import { AXIS_HEIGHT, rowAt, type TimelineLayout } from './layout.ts'
import { scaleOf } from './scene.ts'
import type { HoveredMessage } from './sources/MessageMarkers.tsx'
import { laneAt, recordAt } from './walk.ts'

interface Heard {
  tools: TimeTools
  /** Tells what is on the lanes of queues and streams. */
  sourceArt: SourceArt | null
  onHover: (record: RecordId) => void
  onHoverMessage: (hovered: HoveredMessage | null) => void
  onHere: (here: Here | null) => void
}

export function useTimelineGestures(
  ref: RefObject<HTMLElement | null>,
  context: StageContext,
  layout: TimelineLayout,
  { tools, sourceArt, onHover, onHoverMessage, onHere }: Heard,
): void {
  const { clock, viewport, hover, model, select, selectLane, selectMessage } = context
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
    /** The message under a point; NONE: beside one, on a row of messages; null: elsewhere. */
    const messageAt = (x: number, y: number): number | null => {
      const found = sourceArt?.lifeAt(model.index, layout, { x, y, scale: scale() }) ?? null
      return found === null ? null : found.life === NONE ? NONE : found.lives.of[found.life]!
    }
    const onMove = (event: PointerEvent): void => {
      if (event.target instanceof Element && event.target.closest('.record-tip')) return
      const { x, y } = at(event)
      const inside = x >= layout.plot.x && x <= layout.plot.x + layout.plot.width
      hover.set(inside ? Math.round(scale().toTime(x)) : null)
      if (event.pointerType === 'touch') return
      const message = inside && event.buttons === 0 ? messageAt(x, y) : null
      onHoverMessage(message === null || message === NONE ? null : { message, time: Math.round(scale().toTime(x)) })
      if (message !== null) return onHover(NONE)
      onHover(inside && event.buttons === 0 ? recordAt(model.index, layout, { x, y, scale: scale() }) : NONE)
    }
    const leave = (): void => {
      onHover(NONE)
      onHoverMessage(null)
    }
    const onLeave = (event: PointerEvent): void => {
      hover.set(null)
      // What a finger held stays until the next touch: lifting it is leaving, too.
      if (event.pointerType !== 'touch') leave()
    }
    const onDown = (event: PointerEvent): void => {
      if (event.pointerType === 'touch') leave()
    }
    const detach = attachGestures(element, {
      scale,
      dispatch: (action) => {
        leave()
        viewport.set(reduceViewport(viewport.get(), action))
      },
      onTap: (x, y) => {
        if (y < AXIS_HEIGHT) return tools.app.step(() => clock.seek(scale().toTime(x)))
        if (x < layout.plot.x) return selectLane(laneAt(model.index, { row: rowAt(layout, y), time: clock.time(), after: selectedLane.current }))
        const message = messageAt(x, y)
        if (message !== null) {
          onHere(null)
          return selectMessage(message === NONE ? null : message)
        }
        const crowd = hereAt(model, layout, { x, y, scale: scale() })
        onHere(crowd)
        if (crowd !== null) return onHover(NONE)
        const record = recordAt(model.index, layout, { x, y, scale: scale() })
        return select(record === NONE ? null : record)
      },
      onHold: (x, y) => {
        const message = messageAt(x, y)
        if (message === null) onHover(recordAt(model.index, layout, { x, y, scale: scale() }))
        else onHoverMessage(message === NONE ? null : { message, time: Math.round(scale().toTime(x)) })
      },
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
  }, [ref, context, clock, viewport, hover, model, select, selectLane, selectMessage, layout, tools, sourceArt, onHover, onHoverMessage, onHere])
}
