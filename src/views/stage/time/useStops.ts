import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { Moment } from '../../../text/en/stage.ts'
import type { TraceModel } from '../model.ts'
import type { StageApp } from '../stageApp.ts'
import { everyMoment, isMoment, type Moments } from '../transport/moments.ts'

/** The kinds chosen to stop at; null where whatever is worth a stop is. */
export function useChosenKinds(app: StageApp): readonly Moment[] | null {
  const kinds = useStore(app.timeStore, (state) => state.kinds)
  return useMemo(() => kinds && kinds.filter(isMoment), [kinds])
}

/** What "next" and "previous" stop at. */
export function useStops(app: StageApp, { trace, moments }: TraceModel): Moments {
  const kinds = useChosenKinds(app)
  return useMemo(() => (kinds === null ? moments : everyMoment(trace, kinds)), [kinds, trace, moments])
}
