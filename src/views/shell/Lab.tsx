import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import type { Edits } from '../configuration/FieldFrame.tsx'
import { Tabs } from '../design/Tabs.tsx'
import { Opening } from '../motion/Appearing.tsx'
import { Stage } from '../stage/Stage.tsx'
import { PanelBoundary } from './PanelBoundary.tsx'
import { reportOf } from './report.ts'
import { RunBar } from './RunBar.tsx'
import './side.css'
import { useLookFor } from './useLookFor.ts'
import { useLayoutKind, useMedia } from './useMedia.ts'

// The stage is what one came for: the columns beside it load at the same time, but it does not wait for them.
const configuration = import('../configuration/Configuration.tsx')
const side = import('./side.ts')
const Configuration = lazy(() => configuration.then((module) => ({ default: module.Configuration })))
const Numbers = lazy(() => side.then((module) => ({ default: module.Numbers })))
const EventList = lazy(() => side.then((module) => ({ default: module.EventList })))
const Metrics = lazy(() => import('../metrics/Metrics.tsx').then((module) => ({ default: module.Metrics })))
const LogPanel = lazy(() => import('../log/LogPanel.tsx').then((module) => ({ default: module.LogPanel })))

interface LabProps {
  app: LambdascopeApp
  onEditJson: () => void
}

/** The whole instrument: settings, stage, numbers and events, arranged for the width at hand. */
export function Lab({ app, onEditJson }: LabProps) {
  const layout = useLayoutKind()
  const guard = (panel: ReactNode) => (
    <PanelBoundary report={() => reportOf(app)}>
      <Suspense>{panel}</Suspense>
    </PanelBoundary>
  )
  const panels: LabPanels = {
    app,
    configuration: guard(<ConfigurationPanel app={app} onEditJson={onEditJson} />),
    stage: guard(<StagePanel app={app} />),
    numbers: guard(<Numbers app={app} />),
    metrics: guard(<Metrics app={app} />),
    events: guard(<EventList app={app} />),
    log: guard(<LogPanel app={app} />),
  }
  switch (layout) {
    case 'wide':
      return <WideLab {...panels} />
    case 'medium':
      return <MediumLab {...panels} />
    case 'narrow':
      return <NarrowLab {...panels} />
  }
}

/** What stands in the column beside the stage: above what is counted, below what happened. */
const UPPER = ['numbers', 'metrics'] as const
const LOWER = ['events', 'log'] as const

function ConfigurationPanel({ app, onEditJson }: LabProps) {
  const scenario = useStore(app.scenarioStore, (state) => state.scenario)
  const issues = useStore(app.scenarioStore, (state) => state.issues)
  const lookFor = useLookFor(app)
  const { scenarioStore } = app
  const edits = useMemo<Edits>(
    () => ({
      change: (recipe, coalesce) => scenarioStore.change(recipe, coalesce === undefined ? {} : { coalesce }),
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
      lookFor={lookFor}
    />
  )
}

function StagePanel({ app }: { app: LambdascopeApp }) {
  return (
    <div className="stage-box">
      <RunBar app={app} />
      <Stage app={app} />
    </div>
  )
}

type PanelName = 'configuration' | 'stage' | (typeof UPPER)[number] | (typeof LOWER)[number]
type Panels = Readonly<Record<PanelName, ReactNode>>
type LabPanels = Panels & { readonly app: LambdascopeApp }

/** A low window has room for one set of tabs. */
function WideLab(panels: LabPanels) {
  const { app, configuration, stage } = panels
  const low = useMedia('(max-height: 839px)')
  return (
    <div className="lab" data-layout="wide">
      <aside className="column" data-scrolls="" aria-label={shell.panels.configuration}>
        {configuration}
      </aside>
      <main className="stage-column" id="stage" tabIndex={-1} aria-label={shell.panels.stage}>
        {stage}
      </main>
      <aside className="column side" aria-label={shell.panels.side}>
        {low ? (
          <TabbedPanels app={app} label={shell.tabs.label} names={[...UPPER, ...LOWER]} panels={panels} />
        ) : (
          <>
            <TabbedPanels app={app} label={shell.tabs.upper} names={UPPER} panels={panels} />
            <TabbedPanels app={app} label={shell.tabs.lower} names={LOWER} panels={panels} />
          </>
        )}
      </aside>
    </div>
  )
}

function MediumLab(panels: LabPanels) {
  return (
    <div className="lab" data-layout="medium">
      <main className="stage-column" id="stage" tabIndex={-1} aria-label={shell.panels.stage}>
        {panels.stage}
      </main>
      <aside className="column side" aria-label={shell.panels.side}>
        <TabbedPanels app={panels.app} label={shell.tabs.label} names={['configuration', ...UPPER, ...LOWER]} panels={panels} />
      </aside>
    </div>
  )
}

/** The stage stays below the other tabs, so that playback is always within reach. */
function NarrowLab(panels: LabPanels) {
  return (
    <main className="lab" data-layout="narrow" id="stage" tabIndex={-1} aria-label={shell.lab}>
      <TabbedPanels app={panels.app} label={shell.tabs.label} names={['stage', 'configuration', ...UPPER, ...LOWER]} panels={panels} />
    </main>
  )
}

interface TabbedPanelsProps {
  app: LambdascopeApp
  label: string
  /** In order; the first is open at first. */
  names: readonly PanelName[]
  panels: Panels
}

function TabbedPanels({ app, label, names, panels }: TabbedPanelsProps) {
  const [chosen, setTab] = useState<PanelName | null>(null)
  const tab = chosen !== null && names.includes(chosen) ? chosen : names[0]!
  const tabs = names.map((name) => {
    const stays = name === 'stage'
    return { name, label: shell.tabs[name], panel: stays ? panels[name] : <Opening app={app}>{panels[name]}</Opening>, stays }
  })
  return <Tabs label={label} tabs={tabs} value={tab} onChange={setTab} />
}
