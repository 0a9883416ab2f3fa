import { useCallback, useRef } from 'react'
import type { Transport } from '../../playback/transport.ts'
import { createAfterBeat } from './beat.ts'

/** Of text that is drawn, which costs no more than the line it stands at, ms. */
const DRAWN_MS = 100

/** Whether drawn text that follows the playhead is due in this frame: always at rest, some times a second while playing. */
export function useDrawnPace(): (state: Transport, nowMs: number) => boolean {
  const last = useRef(NaN)
  return useCallback(({ playing }, nowMs) => {
    const turn = Math.floor(nowMs / DRAWN_MS)
    if (playing && turn === last.current) return false
    last.current = turn
    return true
  }, [])
}

/**
 * Whether text that follows the playhead is due in this frame: always at rest, on the beat while playing, in the frame
 * that also shows what `useSampled` read. To be asked in every frame.
 */
export function usePace(): (state: Transport, nowMs: number) => boolean {
  const afterBeat = useRef(createAfterBeat())
  return useCallback(({ playing }, nowMs) => afterBeat.current(nowMs) || !playing, [])
}
