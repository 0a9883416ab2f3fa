import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { scrollToRow, windowOf, type Window } from './rows.ts'

/** Of a row and of the head that stays above them, CSS pixels; the style sheet says the same. */
export const ROW_HEIGHT = 40
const HEAD_HEIGHT = 27

export interface EventWindow {
  scroller: RefObject<HTMLDivElement | null>
  shown: Window
  /** Rows that fit into the view. */
  page: number
  /** Takes the position over after scrolling. */
  follow: () => void
  /** Scrolls so that a row is in the middle. */
  reveal: (row: number) => void
}

export interface RowSizes {
  rowHeight: number
  /** Of the head that stays above the rows. */
  headHeight: number
}

const EVENT_ROWS: RowSizes = { rowHeight: ROW_HEIGHT, headHeight: HEAD_HEIGHT }

/** The part of a list of `length` rows that is scrolled into view. */
export function useEventWindow(length: number, { rowHeight, headHeight }: RowSizes = EVENT_ROWS): EventWindow {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrollTop: 0, viewHeight: 400 })
  const follow = useCallback(() => {
    const element = scroller.current
    if (element !== null) setView({ scrollTop: element.scrollTop, viewHeight: element.clientHeight - headHeight })
  }, [headHeight])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    return () => observer.disconnect()
  }, [follow])
  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current
      if (element === null) return
      element.scrollTop = scrollToRow(row, { length, rowHeight, viewHeight: element.clientHeight - headHeight })
      follow()
    },
    [length, follow, rowHeight, headHeight],
  )
  const shown = windowOf({ length, rowHeight, ...view })
  return { scroller, shown, page: Math.max(1, Math.floor(view.viewHeight / rowHeight) - 1), follow, reveal }
}
