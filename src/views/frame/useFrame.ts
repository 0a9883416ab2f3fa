import { useEffect, useRef } from 'react'
import type { Clock, FrameListener } from '../../playback/clock.ts'

/** Runs `callback` in every frame while there are frames: to move DOM nodes, never to set React state. */
export function useFrame(clock: Clock, callback: FrameListener): void {
  useLatest(clock, clock.onFrame, callback)
}

/** The same after all of those: to paint. */
export function usePaint(clock: Clock, callback: FrameListener): void {
  useLatest(clock, clock.onPaint, callback)
}

function useLatest(clock: Clock, subscribe: Clock['onFrame'], callback: FrameListener): void {
  const latest = useRef(callback)
  useEffect(() => {
    latest.current = callback
    clock.requestFrame()
  }, [callback, clock])
  useEffect(() => subscribe((state, now) => latest.current(state, now)), [subscribe])
}
