/** What the parts of the stage share about measuring: the range being drawn, and whether drags draw one. */
import { useEffect, useState } from 'react'
import type { Clock } from '../../../playback/clock.ts'
import { createCell, type Cell } from '../../frame/cell.ts'
import type { Viewport } from '../../chart/viewport.ts'
import type { StageApp } from '../stageApp.ts'

export interface Range {
  readonly from: number
  readonly to: number
}

export interface TimeTools {
  app: StageApp
  /** The range while it is being drawn or moved; null: the one of the store holds. */
  draft: Cell<Range | null>
  /** Drags over the charts measure instead of moving the view. */
  measuring: Cell<boolean>
}

export function useTimeTools(app: StageApp): TimeTools {
  const [tools] = useState(() => ({ app, draft: createCell<Range | null>(null), measuring: createCell(false) }))
  useLoopOfRange(app)
  return tools
}

/** The range on show: the one being drawn, else the one that was measured. */
export const rangeNow = ({ app, draft }: TimeTools): Range | null => draft.get() ?? app.uiStore.getState().range

export const ordered = (a: number, b: number): Range => ({ from: Math.min(a, b), to: Math.max(a, b) })

/** Takes over what was drawn; an empty range is none. A step of its own. */
export function commitRange({ app, draft }: TimeTools): void {
  const range = draft.get()
  draft.set(null)
  if (range) app.step(() => app.uiStore.setRange(range.to > range.from ? range : null))
}

/** Where a range begins that nobody drew: the middle half of what is on show. */
export function middleOf({ from, to }: Viewport): Range {
  const quarter = (to - from) / 4
  return { from: Math.round(from + quarter), to: Math.round(to - quarter) }
}

/** Turns measuring on or off. Turned on without a range, it puts one into the middle, for keys and fingers to adjust. */
export function toggleMeasuring(tools: TimeTools, viewport: Viewport): void {
  const on = !tools.measuring.get()
  tools.measuring.set(on)
  const { uiStore, step } = tools.app
  if (on && uiStore.getState().range === null) step(() => uiStore.setRange(middleOf(viewport)))
}

const same = (loop: readonly [number, number] | null, range: Range | null): boolean =>
  loop !== null && range !== null && loop[0] === range.from && loop[1] === range.to

/** A loop over the measured range goes where the range goes, and ends with it. */
function useLoopOfRange({ clock, uiStore }: StageApp): void {
  useEffect(
    () =>
      uiStore.subscribe(({ range }, before) => {
        if (range !== before.range && same(clock.state().loop, before.range)) clock.setLoop(range && [range.from, range.to])
      }),
    [clock, uiStore],
  )
}

/** Loops over a range, beginning within it. */
export function loopOver(clock: Clock, { from, to }: Range): void {
  clock.setLoop([from, to])
  if (clock.time() < from || clock.time() > to) clock.seek(from)
}

export const isLooping = same
