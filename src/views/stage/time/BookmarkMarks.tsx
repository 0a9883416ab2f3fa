import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { TimeScale } from '../../chart/timeScale.ts'
import type { StageContext } from '../stageApp.ts'
import type { TimeTools } from './timeTools.ts'
import { usePlaced } from './useStretches.ts'

interface BookmarkMarksProps {
  tools: TimeTools
  context: StageContext
  plot: { x: number; width: number }
}

/** Flags at the bookmarked moments, over the axis. For the eye; the list in the transport is for all. */
export function BookmarkMarks({ tools, context, plot }: BookmarkMarksProps) {
  const bookmarks = useStore(tools.app.timeStore, (state) => state.bookmarks)
  const place = useCallback(
    (box: HTMLElement, scale: TimeScale) => {
      for (const [i, bookmark] of bookmarks.entries()) {
        const flag = box.children[i]
        if (!(flag instanceof HTMLElement)) continue
        const at = scale.toPx(bookmark.at)
        flag.hidden = at < scale.range[0] - 1 || at > scale.range[1] + 1
        flag.style.transform = `translateX(${Math.round(at - plot.x)}px)`
      }
    },
    [plot.x, bookmarks],
  )
  const box = usePlaced(context, plot, place)
  return (
    <div className="bookmark-flags" style={{ left: plot.x, width: plot.width }} ref={box} aria-hidden="true">
      {bookmarks.map(({ at }) => <span key={at} className="bookmark-flag" />)}
    </div>
  )
}
