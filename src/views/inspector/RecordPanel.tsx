import { useStore } from 'zustand'
import { factsOf } from '../../metrics/why/facts.ts'
import { isEnvironment, relatedRecords } from '../../metrics/environments.ts'
import { throttleReason } from '../../rules/throttleReasons.ts'
import { NONE, RECORD_KINDS, type RecordId } from '../../sim/trace/schema.ts'
import { events } from '../../text/en/events.ts'
import { BatchSection } from '../messages/BatchSection.tsx'
import { DestinationSection } from '../messages/DestinationSection.tsx'
import { TreeSection } from '../messages/TreeSection.tsx'
import { whyText } from '../../text/en/why.ts'
import type { Inspection } from './inspection.ts'
import { LifeSection } from './LifeSection.tsx'
import { PriceSection } from './PriceSection.tsx'
import { ReportSection } from './ReportSection.tsx'
import { WhyNotSection } from './WhyNotSection.tsx'
import { WhySection } from './WhySection.tsx'

interface RecordPanelProps {
  inspection: Inspection
  record: RecordId
}

/** A record: what it is, why, and the life, price and log of the request it belongs to. */
export function RecordPanel({ inspection, record }: RecordPanelProps) {
  const { trace } = inspection.run
  // Its step of the chain says the same.
  const asked = useStore(inspection.app.uiStore, (state) => state.whyOpen)
  const request = trace.records.request[record] ?? NONE
  // What is paid for standing there is no single record's.
  const priced = request !== NONE || isEnvironment(trace, trace.records.lane[record] ?? NONE)
  return (
    <>
      {asked ? null : <p className="inspector-sentence">{whyText.sentence(factsOf(inspection.run, record))}</p>}
      <Reason inspection={inspection} record={record} />
      <WhySection inspection={inspection} record={record} />
      <WhyNotSection key={record} inspection={inspection} record={record} />
      <DestinationSection inspection={inspection} record={record} />
      {request === NONE ? null : (
        <>
          <BatchSection key={`batch ${request}`} inspection={inspection} record={record} />
          <TreeSection inspection={inspection} record={record} />
        </>
      )}
      {request === NONE ? null : <LifeSection key={`life ${request}`} inspection={inspection} request={request} selected={record} />}
      {priced ? <PriceSection inspection={inspection} records={request === NONE ? [record] : relatedRecords(trace, request)} /> : null}
      {request === NONE ? null : <ReportSection inspection={inspection} record={record} />}
    </>
  )
}

/** What the API answers with a 429. */
function Reason({ inspection, record }: RecordPanelProps) {
  const { kind, rule } = inspection.run.trace.records
  const reason = RECORD_KINDS[kind[record] ?? 0] === 'throttle' ? throttleReason(rule[record] ?? 0) : null
  if (reason === null) return null
  return (
    <p className="inspector-reason">
      {events.details.reason} <code>{reason}</code>
    </p>
  )
}
