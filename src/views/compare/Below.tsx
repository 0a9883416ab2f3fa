import type { LambdascopeApp } from '../../store/createApp.ts'
import { InterventionMarks } from '../interventions/InterventionMarks.tsx'
import type { StageContext } from '../stage/stageApp.ts'
import { useBoth, useRoomForBoth } from './both.ts'
import { DifferenceLane } from './DifferenceLane.tsx'
import { Twin } from './Twin.tsx'
import { useFutures } from './useFutures.ts'

interface BelowProps {
  app: LambdascopeApp
  context: StageContext
  say: (message: string) => void
}

/** Rows on the time axis of the stage: the other future, what differs, what is done when. */
export function Below({ app, context, say }: BelowProps) {
  const futures = useFutures(app)
  const roomy = useRoomForBoth()
  const both = useBoth()
  return (
    <>
      {futures !== null && both && roomy ? <Twin context={context} name={futures.active === 'a' ? 'b' : 'a'} /> : null}
      {futures === null ? null : <DifferenceLane context={context} futures={futures} />}
      <InterventionMarks app={app} context={context} say={say} />
    </>
  )
}
