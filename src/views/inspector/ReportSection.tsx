import { invocationOf } from '../../metrics/life.ts'
import { reportLine } from '../../metrics/report.ts'
import { reportText } from '../../metrics/reportText.ts'
import { NONE, type RecordId } from '../../sim/trace/schema.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { CopyButton } from '../design/CopyButton.tsx'
import type { Inspection } from './inspection.ts'

const text = inspectorText.report

/** The line that the invocation left in the log, as Lambda writes it. */
export function ReportSection({ inspection, record }: { inspection: Inspection; record: RecordId }) {
  const { run, billing } = inspection
  const invocation = invocationOf(run.trace, record)
  const line = invocation === NONE ? null : reportLine(run.trace, { billing, scenario: run.scenario }, invocation)
  return (
    <section className="inspector-part" aria-label={text.title}>
      <div className="inspector-part-head">
        <h3 className="eyebrow">{text.title}</h3>
        {line === null ? null : <CopyButton label={text.copy} text={() => reportText(line)} />}
      </div>
      {line === null ? <p className="muted">{invocation === NONE ? text.refused : text.none}</p> : <pre className="report-line">{reportText(line)}</pre>}
    </section>
  )
}
