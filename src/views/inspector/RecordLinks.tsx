import { useState } from 'react'
import { factsOf } from '../../metrics/why/facts.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { whyText } from '../../text/en/why.ts'
import { Button } from '../design/Button.tsx'
import { visit, type Inspection } from './inspection.ts'

interface RecordLinksProps {
  inspection: Inspection
  records: readonly RecordId[]
  /** What each is called; its environment and request unless given. */
  name?: (record: RecordId) => string
  label: string
}

const SHOWN = 8
/** How many are added at a time: some environments serve thousands. */
const MORE = 200

/** Records to go to; beyond a few only on demand. */
export function RecordLinks({ inspection, records, name, label }: RecordLinksProps) {
  const [limit, setLimit] = useState(SHOWN)
  const nameOf = name ?? ((record: RecordId) => whyText.holder(factsOf(inspection.run, record)))
  const shown = records.slice(0, limit)
  const more = Math.min(MORE, records.length - limit)
  return (
    <ul className="record-links" role="list" aria-label={label}>
      {shown.map((record) => (
        <li key={record}>
          <button type="button" className="record-link" onClick={() => visit(inspection, record)}>
            {nameOf(record)}
          </button>
        </li>
      ))}
      {records.length > SHOWN ? (
        <li>
          <Button size="small" variant="quiet" onClick={() => setLimit(more > 0 ? limit + more : SHOWN)}>
            {more > 0 ? whyText.showMore(more, records.length) : whyText.showFewer}
          </Button>
        </li>
      ) : null}
    </ul>
  )
}
