import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { placeOf } from '../../store/address.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import '../design/index.css'
import { loadSelect } from '../design/SelectField.tsx'
import { Home } from '../home/Home.tsx'
import { useMotionAfterFirstRun } from '../motion/useMotionParts.ts'
import { Header, type DialogName } from './Header.tsx'
import { Notices } from './Notices.tsx'
import { PanelBoundary } from './PanelBoundary.tsx'
import { reportOf } from './report.ts'
import './shell.css'
import { createStatusLine, type StatusLine } from './status.ts'
import { StatusRegion } from './StatusRegion.tsx'
import { createTypedAhead } from './typedAhead.ts'
import { useHistoryKeys, useLoadedWhenIdle, usePaletteKey, usePlaceFocus, useRootAttributes, useRunStatus, useTimeUnit, useTitle } from './useApplied.ts'

const loadLab = () => import('./Lab.tsx')
const Lab = lazy(() => loadLab().then((module) => ({ default: module.Lab })))
// Whoever comes to the Lab does not wait for the page to ask for it.
if (placeOf(location.hash) === 'lab') void Promise.all([loadLab(), loadSelect()])
const HelpDialog = lazy(() => import('./HelpDialog.tsx').then((module) => ({ default: module.HelpDialog })))
const SettingsDialog = lazy(() => import('./SettingsDialog.tsx').then((module) => ({ default: module.SettingsDialog })))
const TipLayer = lazy(() => import('../design/TipLayer.tsx').then((module) => ({ default: module.TipLayer })))
const AboutDialog = lazy(() => import('../about/AboutDialog.tsx').then((module) => ({ default: module.AboutDialog })))
const JsonDialog = lazy(() => import('../configuration/JsonDialog.tsx').then((module) => ({ default: module.JsonDialog })))
const PasteDialog = lazy(() => import('../configuration/paste/PasteDialog.tsx').then((module) => ({ default: module.PasteDialog })))
const ScenariosDialog = lazy(() => import('../scenarios/ScenariosDialog.tsx').then((module) => ({ default: module.ScenariosDialog })))
const MisconceptionsDialog = lazy(() => import('../misconceptions/MisconceptionsDialog.tsx').then((module) => ({ default: module.MisconceptionsDialog })))
const loadPalette = () => import('../palette/CommandPalette.tsx')
const CommandPalette = lazy(() => loadPalette().then((module) => ({ default: module.CommandPalette })))
const typedAhead = createTypedAhead(window)

/** The page. */
export function App({ app }: { app: LambdascopeApp }) {
  const [dialog, setShown] = useState<DialogName | null>(null)
  const setDialog = (name: DialogName | null) => {
    if (name === 'palette') typedAhead.begin()
    else typedAhead.take()
    setShown(name)
  }
  const [status] = useState(createStatusLine)
  const unit = useTimeUnit(app)
  useRootAttributes(app)
  useTitle(app)
  useRunStatus(app, status)
  useHistoryKeys(app)
  usePaletteKey(() => setDialog('palette'))
  usePlaceFocus(app)
  useMotionAfterFirstRun(app)
  useLoadedWhenIdle(loadPalette)
  const guard = (part: ReactNode) => <PanelBoundary report={() => reportOf(app)}>{part}</PanelBoundary>
  return (
    <CSPProvider disableStyleElements>
      <div className="shell">
        <a className="skip" href="#stage" onClick={skipToStage}>
          {shell.skip}
        </a>
        <Header app={app} status={status} onDialog={setDialog} />
        <Notices app={app} say={status.say} />
        {guard(<CurrentPlace key={unit} app={app} status={status} onDialog={setDialog} />)}
        <footer className="footer">
          {shell.footer} <span className="footer-more">{shell.footerMore}</span>
        </footer>
        <StatusRegion status={status} />
        <Suspense>
          <TipLayer />
        </Suspense>
        <Dialogs app={app} status={status} dialog={dialog} setDialog={setDialog} />
      </div>
    </CSPProvider>
  )
}

function CurrentPlace({ app, status, onDialog }: { app: LambdascopeApp; status: StatusLine; onDialog: (dialog: DialogName) => void }) {
  const place = useStore(app.uiStore, (state) => state.place)
  if (place === 'home') return <Home app={app} />
  return (
    <Suspense fallback={<main className="lab-waiting" id="stage" aria-busy aria-label={shell.lab} />}>
      <Lab app={app} status={status} onEditJson={() => onDialog('json')} onPaste={() => onDialog('paste')} />
    </Suspense>
  )
}

interface DialogsProps {
  app: LambdascopeApp
  status: StatusLine
  dialog: DialogName | null
  setDialog: (dialog: DialogName | null) => void
}

function Dialogs({ app, status, dialog, setDialog }: DialogsProps) {
  if (dialog === null) return null
  const close = () => setDialog(null)
  return (
    <PanelBoundary key={dialog} report={() => reportOf(app)} dialog onClose={close}>
      <Suspense>
        {dialog === 'help' ? <HelpDialog onClose={close} /> : null}
        {dialog === 'about' ? <AboutDialog onClose={close} /> : null}
        {dialog === 'settings' ? <SettingsDialog app={app} onClose={close} /> : null}
        {dialog === 'scenarios' ? <ScenariosDialog app={app} status={status} onClose={close} /> : null}
        {dialog === 'misconceptions' ? <MisconceptionsDialog app={app} status={status} onClose={close} /> : null}
        {dialog === 'palette' ? <CommandPalette app={app} status={status} takeTyped={typedAhead.take} onClose={close} onDialog={setDialog} /> : null}
        {dialog === 'paste' ? <PasteDialog app={app} status={status} onClose={close} /> : null}
        {dialog === 'json' ? (
          <JsonDialog
            scenario={app.scenarioStore.getState().scenario}
            onClose={close}
            onApply={(scenario) => app.scenarioStore.replace(scenario)}
          />
        ) : null}
      </Suspense>
    </PanelBoundary>
  )
}

/** The address holds the state, so the skip link must not change it. */
function skipToStage(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('stage')?.focus()
}
