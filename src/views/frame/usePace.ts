import { useCallback, useRef } from 'react'
import type { Transport } from '../../playback/transport.ts'
import { createAfterBeat } from './beat.ts'

/**
 * Whether text that follows the playhead is due in this frame: always at rest, on the beat while playing, in the frame
 * that also shows what `useSampled` read. To be asked in every frame.
 */
export function usePace(): (state: Transport, nowMs: number) => boolean {
  const afterBeat = useRef(createAfterBeat())
  return useCallback(({ playing }, nowMs) => afterBeat.current(nowMs) || !playing, [])
}
