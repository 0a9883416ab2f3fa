import { useEffect, useState } from 'react'
import type { Clock } from '../../playback/clock.ts'

const HZ_MAX = 10

/**
 * What `read` makes of the playhead time (microseconds), as React state that lags at most `1 / hz` seconds while
 * playing and is exact as soon as playback rests. `read` must keep its identity between renders.
 */
export function useSampled<T>(clock: Clock, read: (time: number) => T, hz = HZ_MAX): T {
  const [sample, setSample] = useState(() => ({ read, value: read(clock.time()) }))
  useEffect(() => {
    let taken = -Infinity
    const period = 1000 / Math.min(hz, HZ_MAX)
    const take = (): void => setSample({ read, value: read(clock.time()) })
    take()
    const stopFrames = clock.onFrame((state, now) => {
      if (!state.playing || now - taken < period) return
      taken = now
      take()
    })
    const stopChanges = clock.onChange(take)
    return () => {
      stopFrames()
      stopChanges()
    }
  }, [clock, read, hz])
  return sample.read === read ? sample.value : read(clock.time())
}
