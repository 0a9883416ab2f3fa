/** Draws a range by dragging over a chart. */
import type { Brush } from '../../chart/gestures.ts'
import type { StageContext } from '../stageApp.ts'
import { scaleOf } from '../timeline/scene.ts'
import { snapTime } from './snap.ts'
import { commitRange, ordered, type TimeTools } from './timeTools.ts'

/** With Shift, or while measuring is on. */
export function brushOf(tools: TimeTools, { viewport, model }: StageContext, plot: { x: number; width: number }): Brush {
  let origin = 0
  const at = (x: number): number => snapTime(model.index, scaleOf(viewport.get(), plot), x)
  return {
    wants: (event: PointerEvent): boolean => event.shiftKey || tools.measuring.get(),
    begin: (x: number): void => {
      origin = at(x)
    },
    move: (x: number): void => tools.draft.set(ordered(origin, at(x))),
    end: (): void => commitRange(tools),
    cancel: (): void => tools.draft.set(null),
  }
}
