import { useEffect, type RefObject } from 'react'
import { attachGestures } from '../../chart/gestures.ts'
import type { Box } from '../../chart/surface.ts'
import { reduceViewport } from '../../chart/viewport.ts'
import type { StageContext } from '../stageApp.ts'
import { brushOf } from '../time/brush.ts'
import type { TimeTools } from '../time/timeTools.ts'
import { scaleOf } from '../timeline/scene.ts'

/** Pointer and wheel over the chart: crosshair, pan and zoom; a tap seeks. */
export function useChartPointer(box: RefObject<HTMLElement | null>, context: StageContext, { plot, tools }: { plot: Box; tools: TimeTools }): void {
  const { clock, viewport, hover } = context
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const onMove = (event: PointerEvent): void => {
      const x = event.clientX - element.getBoundingClientRect().left
      hover.set(x >= plot.x && x <= plot.x + plot.width ? Math.round(scaleOf(viewport.get(), plot).toTime(x)) : null)
    }
    const onLeave = (): void => hover.set(null)
    element.addEventListener('pointermove', onMove)
    element.addEventListener('pointerleave', onLeave)
    const detach = attachGestures(element, {
      scale: () => scaleOf(viewport.get(), plot),
      dispatch: (action) => viewport.set(reduceViewport(viewport.get(), action)),
      onTap: (x) => tools.app.step(() => clock.seek(scaleOf(viewport.get(), plot).toTime(x))),
      brush: brushOf(tools, context, plot),
    })
    return () => {
      detach()
      element.removeEventListener('pointermove', onMove)
      element.removeEventListener('pointerleave', onLeave)
    }
  }, [box, clock, viewport, hover, plot, tools, context])
}
