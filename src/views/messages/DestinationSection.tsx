import { destinationRecord } from '../../metrics/destinationRecord.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { messagesText } from '../../text/en/messages.ts'
import { CopyButton } from '../design/CopyButton.tsx'
import type { Inspection } from '../inspector/inspection.ts'
import './messages.css'

const text = messagesText.destination

/** What a destination or dead-letter queue receives, as it is sent. Nothing for other records. */
export function DestinationSection({ inspection, record }: { inspection: Inspection; record: RecordId }) {
  const { trace, scenario } = inspection.run
  const received = destinationRecord(trace, record, scenario)
  if (received === null) return null
  const parts = received.kind === 'note' ? [{ title: text.title, body: received.body }] : [{ title: text.deadLetter, body: received.body }, { title: text.attributes, body: received.attributes }]
  return parts.map(({ title, body }, at) => {
    const json = JSON.stringify(body, null, 2)
    return (
      <section key={title} className="inspector-part" aria-label={title}>
        <div className="inspector-part-head">
          <h3 className="eyebrow">{title}</h3>
          <CopyButton label={text.copy(title)} text={() => json} />
        </div>
        <pre className="report-line destination-json" tabIndex={0} aria-label={title}>{json}</pre>
        {at < parts.length - 1 ? null : <p className="muted price-note">{received.kind === 'note' ? text.note : text.asItWas}</p>}
      </section>
    )
  })
}
