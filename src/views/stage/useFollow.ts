import { useEffect } from 'react'
import type { Clock } from '../../playback/clock.ts'
import { reduceViewport, type Viewport } from '../chart/viewport.ts'
import type { Cell } from '../frame/cell.ts'

/**
 * Turns the page when the playing playhead runs off the stretch on show: one repaint per page, not per frame. Brings
 * the playhead back on show when somebody takes it elsewhere.
 */
export function useFollow(clock: Clock, viewport: Cell<Viewport>): void {
  useEffect(() => {
    let before = clock.time()
    return clock.onFrame(({ time, playing, rate }) => {
      const { from, to } = viewport.get()
      // Only a playhead that was on show is followed: whoever looks elsewhere is left in peace.
      const followed = before >= from && before <= to
      before = time
      if (!playing || !followed || (time >= from && time <= to)) return
      const span = to - from
      const start = rate > 0 ? time - span * 0.05 : time - span * 0.95
      viewport.set(reduceViewport(viewport.get(), { kind: 'show', from: start, to: start + span }))
    })
  }, [clock, viewport])
  useEffect(
    () => clock.onSeek((time) => viewport.set(reduceViewport(viewport.get(), { kind: 'reveal', from: time, to: time }))),
    [clock, viewport],
  )
}
