import { lazy, Suspense, useMemo } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { futureTools } from '../../text/en/futureTools.ts'
import type { StageSlots } from '../stage/stageApp.ts'
import { useRoomForBoth } from './both.ts'
import './compare.css'

/** What interventions and comparisons put into the stage. All of it loads after the first picture. */

const FutureTools = lazy(() => import('./FutureTools.tsx').then((module) => ({ default: module.FutureTools })))
const Below = lazy(() => import('./Below.tsx').then((module) => ({ default: module.Below })))
const DifferenceMarks = lazy(() => import('./DifferenceMarks.tsx').then((module) => ({ default: module.DifferenceMarks })))
const OtherKey = lazy(() => import('./OtherKey.tsx').then((module) => ({ default: module.OtherKey })))
const CompareBar = lazy(() => import('./CompareBar.tsx').then((module) => ({ default: module.CompareBar })))

type Say = (message: string) => void

export function useStageSlots(app: LambdascopeApp, say: Say): StageSlots {
  const active = useStore(app.scenarioStore, (state) => state.comparison?.active ?? null)
  const comparing = active !== null
  const roomy = useRoomForBoth()
  const eventful = useStore(app.scenarioStore, (state) => state.scenario.interventions.length > 0)
  return useMemo(
    () => ({
      tools: (context) => (
        <Suspense fallback={<WaitingTools both={!comparing} />}>
          <FutureTools app={app} context={context} say={say} />
        </Suspense>
      ),
      below: (context) => (comparing || eventful ? <Suspense fallback={eventful ? <div className="waiting-marks" /> : null}><Below app={app} context={context} say={say} /></Suspense> : null),
      concurrencyKey: (context) => (comparing && context.other ? <Suspense><OtherKey app={app} /></Suspense> : null),
      timelineLead: active === null || roomy ? null : futureTools.oneShown(active),
      overTimeline: (context, layout) => (comparing ? <Suspense><DifferenceMarks app={app} context={context} layout={layout} /></Suspense> : null),
    }),
    [app, say, active, comparing, roomy, eventful],
  )
}

/** Takes the same room while the script loads, so that nothing moves. */
function WaitingTools({ both }: { both: boolean }) {
  const texts = both ? [futureTools.now, futureTools.fork] : [futureTools.now]
  return (
    <div className="future-tools" aria-hidden>
      <span className="transport-tools">
        {texts.map((text) => (
          <span key={text} className="button future-tool">
            <span className="future-tool-icon" />
            <span className="future-tool-text">{text}</span>
          </span>
        ))}
      </span>
    </div>
  )
}

/** The bar above the stage while two futures are compared. */
export function CompareSlot({ app, say }: { app: LambdascopeApp; say: Say }) {
  const comparing = useStore(app.scenarioStore, (state) => state.comparison !== null)
  if (!comparing) return null
  return (
    <Suspense fallback={<div className="compare-bar" />}>
      <CompareBar app={app} say={say} />
    </Suspense>
  )
}
