import { CSPProvider } from '@base-ui/react/csp-provider'
import { lazy, Suspense, useState } from 'react'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { shell } from '../../text/en/shell.ts'
import '../design/index.css'
import { useMotionAfterFirstRun } from '../motion/useMotionParts.ts'
import { Header, type DialogName } from './Header.tsx'
import { Lab } from './Lab.tsx'
import { Notices } from './Notices.tsx'
import './shell.css'
import { createStatusLine } from './status.ts'
import { StatusRegion } from './StatusRegion.tsx'
import { useHistoryKeys, useRootAttributes, useRunStatus, useTitle } from './useApplied.ts'

const HelpDialog = lazy(() => import('./HelpDialog.tsx').then((module) => ({ default: module.HelpDialog })))
const SettingsDialog = lazy(() => import('./SettingsDialog.tsx').then((module) => ({ default: module.SettingsDialog })))
const TipLayer = lazy(() => import('../design/TipLayer.tsx').then((module) => ({ default: module.TipLayer })))
const AboutDialog = lazy(() => import('../about/AboutDialog.tsx').then((module) => ({ default: module.AboutDialog })))
const JsonDialog = lazy(() => import('../configuration/JsonDialog.tsx').then((module) => ({ default: module.JsonDialog })))

/** The page. */
export function App({ app }: { app: LambdascopeApp }) {
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const [status] = useState(createStatusLine)
  useRootAttributes(app)
  useTitle(app)
  useRunStatus(app, status)
  useHistoryKeys(app)
  useMotionAfterFirstRun(app)
  return (
    <CSPProvider disableStyleElements>
      <div className="shell">
        <a className="skip" href="#stage" onClick={skipToStage}>
          {shell.skip}
        </a>
        <Header app={app} status={status} onDialog={setDialog} />
        <Notices app={app} />
        <Lab app={app} status={status} onEditJson={() => setDialog('json')} />
        <footer className="footer">
          {shell.footer} <span className="footer-more">{shell.footerMore}</span>
        </footer>
        <StatusRegion status={status} />
        <Suspense>
          <TipLayer />
        </Suspense>
        <Dialogs app={app} dialog={dialog} close={() => setDialog(null)} />
      </div>
    </CSPProvider>
  )
}

interface DialogsProps {
  app: LambdascopeApp
  dialog: DialogName | null
  close: () => void
}

function Dialogs({ app, dialog, close }: DialogsProps) {
  if (dialog === null) return null
  return (
    <Suspense>
      {dialog === 'help' ? <HelpDialog onClose={close} /> : null}
      {dialog === 'about' ? <AboutDialog onClose={close} /> : null}
      {dialog === 'settings' ? <SettingsDialog app={app} onClose={close} /> : null}
      {dialog === 'json' ? (
        <JsonDialog
          scenario={app.scenarioStore.getState().scenario}
          onClose={close}
          onApply={(scenario) => app.scenarioStore.replace(scenario)}
        />
      ) : null}
    </Suspense>
  )
}

/** The address holds the state, so the skip link must not change it. */
function skipToStage(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('stage')?.focus()
}
