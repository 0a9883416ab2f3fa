import { Info, TriangleAlert, X } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { UiNotice } from '../../store/uiStore.ts'
import { noticeText } from '../../text/en/issues.ts'
import { shell } from '../../text/en/shell.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { Appearing, type Item } from '../motion/Appearing.tsx'
import { momentText } from '../stage/momentText.ts'
import { reportOf } from './report.ts'
import type { StatusLine } from './status.ts'

const NewerNotice = lazy(() => import('./NewerNotice.tsx').then((module) => ({ default: module.NewerNotice })))

const MisconceptionCard = lazy(() => import('../misconceptions/MisconceptionCard.tsx').then((module) => ({ default: module.MisconceptionCard })))
/** Titles of scenarios that are about one: `M12: …`. */
const ABOUT_ONE = /^M\d\d: /

/** What went otherwise than asked: a link that could not be read, a run that failed or was cut short. */
export function Notices({ app, say }: { app: LambdascopeApp; say: StatusLine['say'] }) {
  const all = useStore(app.uiStore, (state) => state.notices)
  const relaxed = useStore(app.scenarioStore, (state) => state.scenario.relaxed)
  // One that was undone has nothing left to say.
  const notices = all.filter((notice) => notice.kind !== 'relaxed' || relaxed.includes(notice.rule))
  const inLab = useStore(app.uiStore, (state) => state.place === 'lab')
  const aboutOne = useStore(app.scenarioStore, (state) => ABOUT_ONE.test(state.scenario.title))
  const error = useStore(app.runStore, (state) => state.error)
  const trace = useStore(app.runStore, (state) => state.trace)
  const cancelled = useStore(app.runStore, (state) => state.status === 'cancelled')
  const stopped = trace === null ? null : trace.stoppedAt
  const items: Item[] = notices.map((notice) => ({
    key: notice.kind,
    content: <Banner dismiss={() => app.uiStore.dismiss(notice)}>{wordsOf(notice)}</Banner>,
  }))
  if (stopped !== null && trace !== null) {
    items.unshift({ key: 'stopped', content: <Banner>{shell.run.stopped(momentText(stopped, trace.until))}</Banner> })
  }
  if (cancelled) items.unshift({ key: 'cancelled', content: <CancelledRun app={app} /> })
  if (error !== null) items.unshift({ key: 'failed', content: <FailedRun app={app} error={error} /> })
  return (
    <div className="notices">
      <Appearing app={app} items={items} />
      {inLab ? (
        <Suspense>
          <NewerNotice app={app} />
          {aboutOne ? <MisconceptionCard app={app} say={say} /> : null}
        </Suspense>
      ) : null}
    </div>
  )
}

function wordsOf(notice: UiNotice): string {
  if (notice.kind === 'relaxed') return noticeText.relaxed(notice.name)
  return notice.kind === 'otherEngine' ? noticeText.otherEngine(notice.engine) : noticeText[notice.kind]
}

interface BannerProps {
  dismiss?: () => void
  children: ReactNode
}

function Banner({ dismiss, children }: BannerProps) {
  return (
    <div className="banner" role="status">
      <Info size={16} aria-hidden />
      <p>{children}</p>
      {dismiss === undefined ? null : (
        <IconButton label={shell.dismiss} size="small" onClick={dismiss}>
          <X size={15} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}

function CancelledRun({ app }: { app: LambdascopeApp }) {
  return (
    <div className="banner" role="status">
      <Info size={16} aria-hidden />
      <p>{shell.run.cancelled}</p>
      <Button size="small" onClick={app.rerun}>
        {shell.run.again}
      </Button>
    </div>
  )
}

function FailedRun({ app, error }: { app: LambdascopeApp; error: string }) {
  return (
    <div className="banner" role="alert" data-kind="alarm">
      <TriangleAlert size={16} aria-hidden />
      <div>
        <p className="banner-title">{shell.run.failed}</p>
        <p>{shell.run.failedIntro}</p>
        <p className="mono banner-detail">{error}</p>
      </div>
      <Button size="small" onClick={() => void navigator.clipboard?.writeText(reportOf(app))}>
        {shell.broken.copy}
      </Button>
    </div>
  )
}
