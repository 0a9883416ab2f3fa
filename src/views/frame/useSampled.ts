import { useEffect, useRef, useState } from 'react'
import type { Clock } from '../../playback/clock.ts'
import { afterFrame } from './afterFrame.ts'
import { beatAt, BEATS_PER_SECOND } from './beat.ts'

/**
 * What `read` makes of the playhead time (microseconds), as React state that lags at most `1 / hz` seconds while
 * playing and is exact as soon as playback rests. `read` must keep its identity between renders.
 * @param hz at most `BEATS_PER_SECOND`: it is read on beats
 */
export function useSampled<T>(clock: Clock, read: (time: number) => T, hz = BEATS_PER_SECOND): T {
  const [sample, setSample] = useState(() => sampleOf(clock, read))
  const current = sample.read === read ? sample : sampleOf(clock, read)
  // A new question is answered within the render that asks it, and once.
  if (current !== sample) setSample(current)
  const seen = useRef(current.time)
  useEffect(() => {
    seen.current = current.time
  }, [current])
  useEffect(() => {
    let last = NaN
    let leaveOut = (): void => undefined
    const turnsPerBeat = Math.min(1, hz / BEATS_PER_SECOND)
    const take = (): void => {
      const next = sampleOf(clock, read)
      setSample((was) => (was.read === read && Object.is(was.value, next.value) ? was : next))
    }
    if (clock.time() !== seen.current) take()
    const stopFrames = clock.onFrame((state, now) => {
      const turn = Math.floor(beatAt(now) * turnsPerBeat)
      if (!state.playing || turn === last) return
      last = turn
      leaveOut = afterFrame(take)
    })
    const stopChanges = clock.onChange(take)
    return () => {
      stopFrames()
      leaveOut()
      stopChanges()
    }
  }, [clock, read, hz])
  return current.value
}

interface Sample<T> {
  read: (time: number) => T
  time: number
  value: T
}

function sampleOf<T>(clock: Clock, read: (time: number) => T): Sample<T> {
  const time = clock.time()
  return { read, time, value: read(time) }
}
