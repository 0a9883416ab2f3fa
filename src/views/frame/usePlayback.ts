import { useSyncExternalStore } from 'react'
import type { Clock } from '../../playback/clock.ts'
import type { Transport } from '../../playback/transport.ts'

/** What `selector` picks of the transport, as React state: it follows play, pause, seek, rate and loop, not the frames between. */
export function usePlayback<T>(clock: Clock, selector: (state: Transport) => T): T {
  return useSyncExternalStore(clock.onChange, () => selector(clock.state()))
}
