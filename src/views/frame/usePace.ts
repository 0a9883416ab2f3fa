import { useCallback, useRef } from 'react'
import type { Transport } from '../../playback/transport.ts'

/** Ten times a second: faster it cannot be read, and each new text has the browser lay out and paint the page. */
const PERIOD_MS = 100

/**
 * Whether text that follows the playhead is due in this frame: always at rest, some times a second while
 * playing, half a period away from what `useSampled` reads, so that no frame bears both.
 */
export function usePace(): (state: Transport, nowMs: number) => boolean {
  const last = useRef(NaN)
  return useCallback(({ playing }, nowMs) => {
    const turn = Math.round(nowMs / PERIOD_MS)
    if (playing && turn === last.current) return false
    last.current = turn
    return true
  }, [])
}
