/** How a timeline is kept painted: the whole picture when the view moves, once more with care when it rests. */
import { useCallback, useState } from 'react'
import type { Surface } from '../../chart/surface.ts'
import { useUnrest } from '../../frame/unrest.ts'
import type { StageContext } from '../stageApp.ts'
import { createTimelinePainter, type TimelineScene } from './drawTimeline.ts'
import type { TimelineLayout } from './layout.ts'
import { scaleOf } from './scene.ts'

/** What a canvas needs to show the scene. */
export interface TimelinePaint {
  paint(surface: Surface): void
  watch(repaint: () => void): () => void
}

export function useTimelinePaint({ viewport }: Pick<StageContext, 'viewport'>, scene: Omit<TimelineScene, 'scale' | 'moving'>, layout: TimelineLayout): TimelinePaint {
  const [painter] = useState(createTimelinePainter)
  const unrest = useUnrest(viewport)
  const paint = useCallback(
    (surface: Surface) => painter(surface, { ...scene, scale: scaleOf(viewport.get(), layout.plot), moving: unrest.moving() }),
    [painter, scene, viewport, layout, unrest],
  )
  return { paint, watch: unrest.subscribe }
}
