/** The static layer of the timeline: everything but the labels of its axis and what follows the playhead or the pointer. */
import type { Surface } from '../../chart/surface.ts'
import { timeText } from '../../../text/en/time.ts'
import { drawFolds } from '../time/drawFolds.ts'
import { drawBars, type BarScene } from './drawBars.ts'
import { createCrowdPainter } from './drawCrowd.ts'
import { drawGrid, drawInterventions, drawLabels, drawMarks, type FurnitureScene } from './drawFurniture.ts'
import type { Slots } from '../../../metrics/timeline/codes.ts'
import { countVisible } from './layout.ts'
import type { Lod } from '../../../metrics/timeline/lod.ts'
import { isEnvironmentGroup } from '../../../metrics/timeline/rows.ts'

export interface TimelineScene extends FurnitureScene, Omit<BarScene, keyof FurnitureScene> {
  slots: Slots
  lod: Lod | null
  /** The view is being moved. */
  moving?: boolean
}

/** More bars than this in view are painted as a grid of pixels. */
const BARS_MAX = 3000
/** Rows lower than this cannot show bars. */
const BAR_ROW_MIN = 2.5

/** Whether there are more bars in view, or lower ones, than can be told apart. */
export function isCrowded({ layout, scale, index }: Pick<TimelineScene, 'layout' | 'scale' | 'index'>): boolean {
  const rowHeight = layout.groups.find(({ group }) => isEnvironmentGroup(group))?.rowHeight ?? 0
  return rowHeight < BAR_ROW_MIN || countVisible(index, scale.domain, BARS_MAX) > BARS_MAX
}

/** The painter keeps its buffers from frame to frame. */
export function createTimelinePainter(): (surface: Surface, scene: TimelineScene) => void {
  const crowd = createCrowdPainter()
  return (surface, scene) => {
    const { layout } = scene
    const { plot } = layout
    drawGrid(surface, scene)
    drawLabels(surface, scene)
    const few = !isCrowded(scene)
    if (!few) crowd.paint(surface, scene)
    surface.clip({ ...plot, y: 0, height: plot.y + plot.height }, () => {
      if (few) {
        for (const placed of layout.groups) if (isEnvironmentGroup(placed.group)) drawBars(surface, scene, placed)
      }
      if (scene.sourceArt) for (const placed of layout.groups) scene.sourceArt.drawSource(surface, { ...scene, plot }, placed)
      drawMarks(surface, scene)
      drawInterventions(surface, scene)
    })
    drawFolds(surface, { ...plot, y: plot.y - 4 }, { ...scene, words: timeText.folds.words })
  }
}
