import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Clock } from '../../playback/clock.ts'
import { BEATS_PER_SECOND } from '../frame/beat.ts'
import { useSampled } from '../frame/useSampled.ts'
import { rowAfterKey } from './keys.ts'
import { useEventWindow, type RowSizes } from './useEventWindow.ts'

/** A table in order of time, of which only the rows in view are there. */
export interface TimedRows {
  readonly length: number
  /** The row the playhead is at; -1 before the first. */
  rowAt(time: number): number
}

interface RowWalkOptions {
  clock: Clock
  sizes?: RowSizes
  /** Keeps the playhead's row in view; where nothing is said, until somebody walks. */
  follow?: boolean
  /** Somebody walks elsewhere. */
  onLeave?: () => void
  onEscape: () => void
}

export interface RowWalk {
  scroller: RefObject<HTMLDivElement | null>
  onScroll: () => void
  onKeyDown: (event: KeyboardEvent) => void
  /** The rows that are there, and the height of all. */
  rows: readonly number[]
  height: number
  /** Where a row stands, CSS pixels. */
  topOf: (row: number) => number
  /** The playhead's row. */
  current: number
  /** The one row that Tab leads to. */
  tabStop: number
  /** Somebody chose a row; null: begins anew at the playhead. */
  mark: (row: number | null) => void
}

/** How often the list follows when all of its rows are new each time, Hz. */
const CROWD_HZ = 1

/** Rows that the arrows go in from where the list does. */
const MARGIN = { above: 5, below: 7 }

/** Follows the playhead and walks through the rows by keys: one tab stop for the whole table. */
export function useRowWalk(table: TimedRows, { clock, sizes, follow, onLeave, onEscape }: RowWalkOptions): RowWalk {
  const { length } = table
  const { scroller, shown, page, follow: onScroll, reveal, rowHeight } = useEventWindow(length, sizes)
  const [active, setActive] = useState<{ row: number; focus: boolean } | null>(null)
  const readRow = useCallback((time: number) => table.rowAt(time), [table])
  const [hz, setHz] = useState(BEATS_PER_SECOND)
  const current = useSampled(clock, readRow, hz)
  const before = useRef(current)
  useEffect(() => {
    setHz(Math.abs(current - before.current) > 2 * page ? CROWD_HZ : BEATS_PER_SECOND)
    before.current = current
  }, [current, page])
  const follows = follow ?? active === null
  const tabStop = Math.min(length - 1, Math.max(0, follows ? current : (active?.row ?? current)))

  useEffect(() => {
    if (follows) reveal(Math.max(0, current))
  }, [follows, current, reveal])
  useLayoutEffect(() => {
    if (active?.focus !== true) return
    scroller.current?.querySelector<HTMLElement>(`[data-row="${active.row}"]`)?.focus({ preventScroll: true })
  }, [active, scroller])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onEscape()
    const row = rowAfterKey(event.key, { row: tabStop, page, last: length - 1 })
    // The head has keys of its own.
    if (row === null || (event.target as HTMLElement).closest('thead') !== null) return
    event.preventDefault()
    onLeave?.()
    if (row < shown.first + MARGIN.above || row > shown.last - MARGIN.below) reveal(row)
    setActive({ row, focus: true })
  }
  return {
    scroller,
    onScroll,
    onKeyDown,
    rows: Array.from({ length: Math.max(0, shown.last - shown.first) }, (_, index) => shown.first + index),
    height: shown.height,
    topOf: (row) => shown.top + (row - shown.first) * rowHeight,
    current,
    tabStop,
    mark: (row) => setActive(row === null ? null : { row, focus: false }),
  }
}
