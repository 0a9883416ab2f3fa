/** Elements that stand at stretches of the time axis and move with the viewport, outside of React. */
import { useCallback, useEffect, useRef } from 'react'
import type { TimeScale } from '../../chart/timeScale.ts'
import { useFrame } from '../../frame/useFrame.ts'
import type { StageContext } from '../stageApp.ts'
import { scaleOf } from '../timeline/scene.ts'

/** Calls `place` with the box and the scale of the moment, in the frames in which the view or `key` changed. */
export function usePlaced(
  { clock, viewport }: Pick<StageContext, 'clock' | 'viewport'>,
  plot: { x: number; width: number },
  place: (box: HTMLElement, scale: TimeScale) => void,
) {
  const box = useRef<HTMLDivElement>(null)
  const placed = useRef<TimeScale | null>(null)
  const { x, width } = plot
  const run = useCallback(() => {
    const scale = scaleOf(viewport.get(), { x, width })
    if (!box.current || placed.current === scale) return
    placed.current = scale
    place(box.current, scale)
  }, [viewport, x, width, place])
  useFrame(clock, run)
  useEffect(() => {
    placed.current = null
    clock.requestFrame()
    return viewport.subscribe(clock.requestFrame)
  }, [clock, viewport, run])
  return box
}
