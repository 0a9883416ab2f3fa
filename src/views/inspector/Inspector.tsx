import { MousePointerClick, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { createBilling } from '../../metrics/billing.ts'
import { environmentNumber } from '../../metrics/environments.ts'
import { messageHead } from '../../metrics/message/facts.ts'
import { factsOf, type Run } from '../../metrics/why/facts.ts'
import type { LaneId, MessageId, RecordId } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { messagesText } from '../../text/en/messages.ts'
import { whyText } from '../../text/en/why.ts'
import { IconButton } from '../design/Button.tsx'
import { functionName } from '../stage/describe.ts'
import { stepAlong, type Inspection } from './inspection.ts'
import './inspector.css'
import { LanePanel } from './LanePanel.tsx'
import { MessagePanel } from '../messages/MessagePanel.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { focusAfterClosing } from './returnFocus.ts'

/** What is selected: its life, price and log, and why it happened. */
export function Inspector({ app }: { app: LambdascopeApp }) {
  const trace = useStore(app.runStore, (state) => state.trace)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  const record = useStore(app.uiStore, (state) => state.selection)
  const lane = useStore(app.uiStore, (state) => state.lane)
  const message = useStore(app.uiStore, (state) => state.message)
  const inspection = useMemo<Inspection | null>(
    () => (trace === null || scenario === null ? null : { app, run: { trace, scenario }, billing: createBilling(trace, scenario) }),
    [app, trace, scenario],
  )
  const subject = inspection === null ? null : subjectOf(inspection.run, { record, lane, message })
  if (inspection === null || subject === null) return <Empty />
  return <Selected inspection={inspection} subject={subject} />
}

type Subject = { kind: 'record'; record: RecordId } | { kind: 'lane'; lane: LaneId } | { kind: 'message'; message: MessageId }

interface Selected {
  record: RecordId | null
  lane: LaneId | null
  message: MessageId | null
}

function subjectOf({ trace }: Run, { record, lane, message }: Selected): Subject | null {
  if (record !== null && record < trace.records.length) return { kind: 'record', record }
  if (message !== null && message < trace.messages.length) return { kind: 'message', message }
  return lane !== null && lane < trace.lanes.length ? { kind: 'lane', lane } : null
}

function Empty() {
  return (
    <section className="inspector inspector-empty" aria-label={inspectorText.title}>
      <MousePointerClick size={22} aria-hidden />
      <p>{inspectorText.empty}</p>
      <p className="muted">{inspectorText.emptyHint}</p>
    </section>
  )
}

function titleOf({ run }: Inspection, subject: Subject): string {
  if (subject.kind === 'record') return whyText.name(factsOf(run, subject.record))
  if (subject.kind === 'message') return messagesText.title(messageHead(run, subject.message))
  return inspectorText.environment(environmentNumber(run.trace, subject.lane), functionName(run.trace, run.scenario, subject.lane))
}

function Selected({ inspection, subject }: { inspection: Inspection; subject: Subject }) {
  const { app } = inspection
  const heading = useRef<HTMLHeadingElement>(null)
  const letters = useStore(app.uiStore, (state) => state.singleKeyShortcuts)
  useTakenFocus(app, heading)
  const close = () => {
    app.uiStore.setWhyOpen(false)
    app.uiStore.select(null)
    focusAfterClosing()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') close()
    else if (letters && event.key === 'c') stepAlong(inspection, 1)
    else if (letters && event.key === 'e') stepAlong(inspection, -1)
    else return
    event.preventDefault()
  }
  return (
    <section className="inspector" aria-label={inspectorText.title} onKeyDown={onKeyDown}>
      <div className="inspector-head">
        <h2 tabIndex={-1} ref={heading}>
          {titleOf(inspection, subject)}
        </h2>
        <IconButton label={inspectorText.close} shortcut="Esc" size="small" onClick={close}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      <Panel inspection={inspection} subject={subject} />
    </section>
  )
}

function Panel({ inspection, subject }: { inspection: Inspection; subject: Subject }) {
  if (subject.kind === 'record') return <RecordPanel inspection={inspection} record={subject.record} />
  if (subject.kind === 'lane') return <LanePanel inspection={inspection} lane={subject.lane} />
  return <MessagePanel key={subject.message} inspection={inspection} message={subject.message} />
}

/** The heading takes the focus when somebody asked to read, and only then. */
function useTakenFocus({ uiStore }: LambdascopeApp, heading: { current: HTMLElement | null }): void {
  const asked = useStore(uiStore, (state) => state.inspecting)
  useEffect(() => {
    if (!asked) return
    uiStore.setInspecting(false)
    heading.current?.focus()
  }, [uiStore, asked, heading])
}
