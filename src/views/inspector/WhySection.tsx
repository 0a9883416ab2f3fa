import { ChevronDown, ChevronLeft, ChevronRight, CircleHelp, Maximize2 } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { obstaclesOf } from '../../metrics/why/facts.ts'
import { unfolded, whySteps, type WhyStep } from '../../metrics/why/steps.ts'
import { NONE, type RecordId } from '../../sim/trace/schema.ts'
import { whyText } from '../../text/en/why.ts'
import { bringIntoView } from '../design/bringIntoView.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { CopyButton } from '../design/CopyButton.tsx'
import { stepAlong, type Inspection } from './inspection.ts'
import { RemediesSection } from './RemediesSection.tsx'
import { TriedSection } from './TriedSection.tsx'
import { WhyStepItem } from './WhyStepItem.tsx'
import { chainText, rolesOf } from './whyWords.ts'

interface WhySectionProps {
  inspection: Inspection
  record: RecordId
}

/** The question every record can be asked, and the answer: its chain of causes, and what would have helped. */
export function WhySection({ inspection, record }: WhySectionProps) {
  const { uiStore } = inspection.app
  const open = useStore(uiStore, (state) => state.whyOpen)
  const subject = useStore(uiStore, ({ whyChain }) => whyChain?.[0] ?? record)
  return (
    <section className="inspector-part why" aria-label={whyText.title}>
      <Button
        className="why-toggle"
        variant={open ? 'plain' : 'primary'}
        aria-expanded={open}
        onClick={() => uiStore.setWhyOpen(!open)}
      >
        <CircleHelp size={16} aria-hidden />
        {whyText.open}
        <ChevronDown className="why-chevron" size={16} aria-hidden />
      </Button>
      {open ? <Chain inspection={inspection} subject={subject} record={record} /> : null}
    </section>
  )
}

function Chain({ inspection, subject, record }: WhySectionProps & { subject: RecordId }) {
  const { run } = inspection
  const steps = useMemo(() => whySteps(run.trace, subject), [run, subject])
  const current = Math.max(0, steps.findIndex((step) => step.record === record))
  const roles = useMemo(() => rolesOf(run.trace, steps), [run, steps])
  const records = useMemo(() => unfolded(steps).toReversed(), [steps])
  const { uiStore } = inspection.app
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => uiStore.setWhyAround(obstaclesOf(run, record)), [uiStore, run, record])
  useCurrentInView(list, current)
  return (
    <>
      <Stepper inspection={inspection} steps={steps} current={current} />
      <ol className="why-steps" role="list" ref={list} aria-label={whyText.lead}>
        {steps.map((step, at) => (
          <WhyStepItem
            key={step.record}
            inspection={inspection}
            step={step}
            number={at + 1}
            current={at === current}
            role={roles[at] ?? null}
          />
        ))}
      </ol>
      <TriedSection inspection={inspection} request={run.trace.records.request[subject] ?? NONE} />
      <RemediesSection inspection={inspection} records={records} />
    </>
  )
}

/** The list follows who steps along it; opened, it stays where it is. */
function useCurrentInView(list: { current: HTMLElement | null }, current: number): void {
  const shown = useRef(current)
  useEffect(() => {
    if (shown.current === current) return
    shown.current = current
    const step = list.current?.children[current]
    if (step !== undefined) bringIntoView(step)
  }, [list, current])
}

function Stepper({ inspection, steps, current }: { inspection: Inspection; steps: readonly WhyStep[]; current: number }) {
  return (
    <div className="why-stepper">
      <IconButton label={whyText.effect} shortcut="E" size="small" unavailable={current === 0} onClick={() => stepAlong(inspection, -1)}>
        <ChevronLeft size={16} aria-hidden />
      </IconButton>
      <span className="why-place" role="status">
        {whyText.at(current + 1, steps.length)}
      </span>
      <IconButton label={whyText.cause} shortcut="C" size="small" unavailable={current === steps.length - 1} onClick={() => stepAlong(inspection, 1)}>
        <ChevronRight size={16} aria-hidden />
      </IconButton>
      <span className="why-tools">
        <IconButton label={whyText.fit} size="small" onClick={() => fit(inspection, steps)}>
          <Maximize2 size={14} aria-hidden />
        </IconButton>
        <CopyButton label={whyText.copy} text={() => chainText(inspection.run, steps)} />
      </span>
    </div>
  )
}

/** Part of the stretch that is left free on either side. */
const MARGIN = 0.08

/** Shows the stretch of time from where it began to the effect. */
function fit({ app, run }: Inspection, steps: readonly WhyStep[]): void {
  const { time, span } = run.trace.records
  const records = steps.flatMap((step) => step.records)
  const from = Math.min(...records.map((record) => time[record]!))
  const to = Math.max(...records.map((record) => time[record]! + span[record]!))
  const margin = Math.max(1000, (to - from) * MARGIN)
  app.uiStore.setView({ from: Math.max(0, from - margin), to: Math.min(run.trace.until, to + margin) })
}
