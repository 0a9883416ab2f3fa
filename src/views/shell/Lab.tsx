import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { presetText } from '../../text/en/presets.ts'
import { shell } from '../../text/en/shell.ts'
import type { Edits } from '../configuration/FieldFrame.tsx'
import { changeShown, useShownScenario } from '../compare/shownScenario.ts'
import { CompareSlot, useStageSlots } from '../compare/slots.tsx'
import { Tabs } from '../design/Tabs.tsx'
import { Opening } from '../motion/Appearing.tsx'
import { Stage } from '../stage/Stage.tsx'
import { PanelBoundary } from './PanelBoundary.tsx'
import { reportOf } from './report.ts'
import { RunBar } from './RunBar.tsx'
import type { StatusLine } from './status.ts'
import { useLayoutKind, useMedia } from './useMedia.ts'

// The stage is what one came for: the columns beside it load at the same time, but it does not wait for them.
const configuration = import('../configuration/Configuration.tsx')
const side = import('./side.ts')
const InterventionGroup = lazy(() => import('../interventions/InterventionList.tsx').then((module) => ({ default: module.InterventionList })))
const Configuration = lazy(() => configuration.then((module) => ({ default: module.Configuration })))
const Numbers = lazy(() => side.then((module) => ({ default: module.Numbers })))
const EventList = lazy(() => side.then((module) => ({ default: module.EventList })))

interface LabProps {
  app: LambdascopeApp
  status: StatusLine
  onEditJson: () => void
}

/** The whole instrument: settings, stage, numbers and events, arranged for the width at hand. */
export function Lab({ app, status, onEditJson }: LabProps) {
  const layout = useLayoutKind()
  const guard = (panel: ReactNode) => (
    <PanelBoundary report={() => reportOf(app)}>
      <Suspense>{panel}</Suspense>
    </PanelBoundary>
  )
  const panels: LabPanels = {
    app,
    configuration: guard(<ConfigurationPanel app={app} status={status} onEditJson={onEditJson} />),
    stage: guard(<StagePanel app={app} status={status} />),
    numbers: guard(<Numbers app={app} />),
    events: guard(<EventList app={app} />),
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

function ConfigurationPanel({ app, status, onEditJson }: LabProps) {
  const scenario = useShownScenario(app)
  const issues = useStore(app.scenarioStore, (state) => state.issues)
  const presetId = useStore(app.scenarioStore, (state) => state.presetId)
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
      interventions={<InterventionGroup app={app} say={status.say} />}
      lookFor={Object.entries(presetText).find(([id]) => id === presetId)?.[1].lookFor ?? null}
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

type Panels = Readonly<Record<'configuration' | 'stage' | 'numbers' | 'events', ReactNode>>
type LabPanels = Panels & { readonly app: LambdascopeApp }

/** A low window has room for one of numbers and events. */
function WideLab({ app, configuration, stage, numbers, events }: LabPanels) {
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
          <TabbedPanels app={app} initial="numbers" panels={{ numbers, events }} />
        ) : (
          <>
            {numbers}
            {events}
          </>
        )}
      </aside>
    </div>
  )
}

function MediumLab({ app, configuration, stage, numbers, events }: LabPanels) {
  return (
    <div className="lab" data-layout="medium">
      <main className="stage-column" id="stage" tabIndex={-1} aria-label={shell.panels.stage}>
        {stage}
      </main>
      <aside className="column side" aria-label={shell.panels.side}>
        <TabbedPanels app={app} initial="configuration" panels={{ configuration, numbers, events }} />
      </aside>
    </div>
  )
}

/** The stage stays below the other tabs, so that playback is always within reach. */
function NarrowLab({ app, configuration, stage, numbers, events }: LabPanels) {
  return (
    <main className="lab" data-layout="narrow" id="stage" tabIndex={-1} aria-label={shell.lab}>
      <TabbedPanels app={app} initial="stage" panels={{ stage, configuration, numbers, events }} />
    </main>
  )
}

type TabName = keyof Panels

interface TabbedPanelsProps {
  app: LambdascopeApp
  initial: TabName
  panels: Partial<Panels>
}

function TabbedPanels({ app, initial, panels }: TabbedPanelsProps) {
  const [tab, setTab] = useState<TabName>(initial)
  const names = Object.keys(panels) as TabName[]
  const tabs = names.map((name) => {
    const stays = name === 'stage'
    return { name, label: shell.tabs[name], panel: stays ? panels[name] : <Opening app={app}>{panels[name]}</Opening>, stays }
  })
  return <Tabs label={shell.tabs.label} tabs={tabs} value={tab} onChange={setTab} />
}
