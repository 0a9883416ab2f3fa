import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { scrollToRow, windowOf, type Window } from './rows.ts'

/** Of a row and of the head that stays above them, CSS pixels of text at its usual size; the style sheet says the same in rem. */
const ROW_HEIGHT = 40
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
  rowHeight: number
}

export interface RowSizes {
  rowHeight: number
  /** Of the head that stays above the rows. */
  headHeight: number
}

const EVENT_ROWS: RowSizes = { rowHeight: ROW_HEIGHT, headHeight: HEAD_HEIGHT }

const placeOf = ({ scrollTop, clientHeight }: HTMLElement, headHeight: number) => ({ scrollTop, viewHeight: clientHeight - headHeight })

const USUAL_TEXT_PX = 16
/** How many times its usual size text is. */
const textScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT_PX

/** The part of a list of `length` rows that is scrolled into view. */
export function useEventWindow(length: number, sizes: RowSizes = EVENT_ROWS): EventWindow {
  const scroller = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(1)
  const rowHeight = sizes.rowHeight * scale
  const headHeight = sizes.headHeight * scale
  const [view, setView] = useState({ scrollTop: 0, viewHeight: 400 })
  const known = useRef(view)
  const follow = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    known.current = placeOf(element, headHeight)
    setView(known.current)
  }, [headHeight])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    known.current = placeOf(element, headHeight)
    const observer = new ResizeObserver(() => {
      setScale(textScale())
      follow()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [follow, headHeight])
  const reveal = useCallback(
    (row: number) => {
      const element = scroller.current
      if (element === null) return
      const { scrollTop, viewHeight } = known.current
      const wanted = scrollToRow(row, { length, rowHeight, viewHeight })
      // To ask an element where it stands makes the browser lay out the page on the spot.
      if (wanted === scrollTop) return
      element.scrollTop = wanted
      follow()
    },
    [length, follow, rowHeight],
  )
  const shown = windowOf({ length, rowHeight, ...view })
  return { scroller, shown, page: Math.max(1, Math.floor(view.viewHeight / rowHeight) - 1), follow, reveal, rowHeight }
}
