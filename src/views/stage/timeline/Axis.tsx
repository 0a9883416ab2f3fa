import { useCallback } from 'react'
import { Canvas } from '../../chart/Canvas.tsx'
import type { Surface } from '../../chart/surface.ts'
import type { Cell } from '../../frame/cell.ts'
import type { StageContext } from '../stageApp.ts'
import { axisLabels, drawAxisLabels, isCovered, type Stretch } from './drawFurniture.ts'
import type { TimelineScene } from './drawTimeline.ts'
import type { TimelineLayout } from './layout.ts'
import { scaleOf } from './scene.ts'

interface AxisProps {
  context: StageContext
  layout: TimelineLayout
  scene: Omit<TimelineScene, 'scale'>
  /** Where the times of playhead and pointer stand: what is under them is left out. */
  covers: Cell<readonly Stretch[]>
}

/** Labels of the time axis, and what others lay over the bars below the playhead's veil. A layer of its own: it is repainted when a label comes or goes, the bars are not. */
export function Axis({ context, layout, scene, covers }: AxisProps) {
  const { clock, palette, viewport } = context
  const sceneNow = useCallback(() => ({ ...scene, scale: scaleOf(viewport.get(), layout.plot) }), [scene, viewport, layout])
  const paint = useCallback((surface: Surface) => drawAxisLabels(surface, sceneNow(), covers.get()), [sceneNow, covers])
  const watch = useCallback(
    (repaint: () => void) => {
      let shown = ''
      const check = (): void => {
        const now = axisLabels(sceneNow()).map((label) => Number(isCovered(label, covers.get()))).join('')
        if (now !== shown) repaint()
        shown = now
      }
      const stops = [viewport.subscribe(repaint), covers.subscribe(check)]
      return () => stops.forEach((stop) => stop())
    },
    [sceneNow, viewport, covers],
  )
  return (
    <>
      <Canvas clock={clock} fonts={palette} paint={paint} watch={watch} className="stage-canvas stage-axis" />
      {context.slots?.overTimeline(context, layout)}
    </>
  )
}
