import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import type { Edits } from '../configuration/FieldFrame.tsx'
import { createTextMemory, type TextMemory } from '../configuration/text/textMemory.ts'
import { changeShown, useShownScenario } from '../compare/shownScenario.ts'
import { CompareSlot, useStageSlots } from '../compare/slots.tsx'
import { Stage } from '../stage/Stage.tsx'
import { PanelBoundary } from './PanelBoundary.tsx'
import { LOWER, PanelTabs, UPPER, type PanelName, type Panels } from './PanelTabs.tsx'
import { reportOf } from './report.ts'
import { RunBar } from './RunBar.tsx'
import './side.css'
import type { StatusLine } from './status.ts'
import { useOrigin } from './useOrigin.ts'
import { useLayoutKind, useMedia } from './useMedia.ts'

// The stage is what one came for: the columns beside it load at the same time, but it does not wait for them.
const configuration = import('../configuration/Configuration.tsx')
const side = import('./side.ts')
const InterventionGroup = lazy(() => import('../interventions/InterventionList.tsx').then((module) => ({ default: module.InterventionList })))
const Configuration = lazy(() => configuration.then((module) => ({ default: module.Configuration })))
const Numbers = lazy(() => side.then((module) => ({ default: module.Numbers })))
const Inspector = lazy(() => side.then((module) => ({ default: module.Inspector })))
const PeekBar = lazy(() => side.then((module) => ({ default: module.PeekBar })))
const WhyChain = lazy(() => side.then((module) => ({ default: module.WhyChain })))
const EventList = lazy(() => side.then((module) => ({ default: module.EventList })))
const Metrics = lazy(() => import('../metrics/Metrics.tsx').then((module) => ({ default: module.Metrics })))
const LogPanel = lazy(() => import('../log/LogPanel.tsx').then((module) => ({ default: module.LogPanel })))

interface LabProps {
  app: LambdascopeApp
  status: StatusLine
  onEditJson: () => void
  onPaste: () => void
}

/** The whole instrument: settings, stage, numbers and events, arranged for the width at hand. */
export function Lab({ app, status, onEditJson, onPaste }: LabProps) {
  const layout = useLayoutKind()
  const [memory] = useState(createTextMemory)
  const guard = (panel: ReactNode) => (
    <PanelBoundary report={() => reportOf(app)}>
      <Suspense>{panel}</Suspense>
    </PanelBoundary>
  )
  const panels: Panels = {
    configuration: guard(<ConfigurationPanel app={app} status={status} onEditJson={onEditJson} onPaste={onPaste} memory={memory} />),
    stage: guard(<StagePanel app={app} status={status} />),
    numbers: guard(<Numbers app={app} />),
    inspect: guard(<Inspector app={app} />),
    metrics: guard(<Metrics app={app} />),
    events: guard(<EventList app={app} />),
    log: guard(<LogPanel app={app} />),
  }
  const Arranged = ARRANGED[layout]
  return (
    <>
      <Suspense>
        <WhyChain app={app} />
      </Suspense>
      <Arranged app={app} panels={panels} />
    </>
  )
}

function ConfigurationPanel({ app, status, onEditJson, onPaste, memory }: LabProps & { memory: TextMemory }) {
  const scenario = useShownScenario(app)
  const issues = useStore(app.scenarioStore, (state) => state.issues)
  const origin = useOrigin(app, status.say)
  const { scenarioStore } = app
  const edits = useMemo<Edits>(
    () => ({
      change: (recipe, coalesce) => changeShown(scenarioStore, recipe, coalesce),
      settle: scenarioStore.settle,
    }),
    [scenarioStore],
  )
  return (
    <Configuration
      scenario={scenario}
      issues={issues}
      edits={edits}
      discard={() => scenarioStore.report([])}
      onEditJson={onEditJson}
      onPaste={onPaste}
      memory={memory}
      interventions={<InterventionGroup app={app} say={status.say} />}
      origin={origin}
    />
  )
}

function StagePanel({ app, status }: Pick<LabProps, 'app' | 'status'>) {
  const slots = useStageSlots(app, status.say)
  return (
    <div className="stage-box">
      <RunBar app={app} />
      <CompareSlot app={app} say={status.say} />
      <Stage app={app} slots={slots} />
    </div>
  )
}

interface ArrangedProps {
  app: LambdascopeApp
  panels: Panels
}

const BESIDE: readonly PanelName[] = [...UPPER, ...LOWER]
const MEDIUM: readonly PanelName[] = ['configuration', ...BESIDE]
const NARROW: readonly PanelName[] = ['stage', ...MEDIUM]

/** A low window has room for one of numbers and events. */
function WideLab({ app, panels }: ArrangedProps) {
  const low = useMedia('(max-height: 839px)')
  return (
    <div className="lab" data-layout="wide">
      <aside className="column" data-scrolls="" aria-label={shell.panels.configuration}>
        {panels.configuration}
      </aside>
      <main className="stage-column" id="stage" tabIndex={-1} aria-label={shell.panels.stage}>
        {panels.stage}
      </main>
      <aside className="column side" aria-label={shell.panels.side}>
        {low ? (
          <PanelTabs app={app} names={BESIDE} panels={panels} />
        ) : (
          <>
            <PanelTabs app={app} names={UPPER} panels={panels} />
            <PanelTabs app={app} names={LOWER} panels={panels} />
          </>
        )}
      </aside>
    </div>
  )
}

function MediumLab({ app, panels }: ArrangedProps) {
  return (
    <div className="lab" data-layout="medium">
      <main className="stage-column" id="stage" tabIndex={-1} aria-label={shell.panels.stage}>
        {panels.stage}
      </main>
      <aside className="column side" aria-label={shell.panels.side}>
        <PanelTabs app={app} names={MEDIUM} panels={panels} />
      </aside>
    </div>
  )
}

/** The stage stays below the other tabs, so that playback is always within reach. */
function NarrowLab({ app, panels }: ArrangedProps) {
  const stage = (
    <div className="stage-peek">
      {panels.stage}
      <Suspense>
        <PeekBar app={app} onOpen={() => app.uiStore.setInspecting(true)} />
      </Suspense>
    </div>
  )
  return (
    <main className="lab" data-layout="narrow" id="stage" tabIndex={-1} aria-label={shell.lab}>
      <PanelTabs app={app} names={NARROW} panels={{ ...panels, stage }} />
    </main>
  )
}

const ARRANGED = { wide: WideLab, medium: MediumLab, narrow: NarrowLab } as const
