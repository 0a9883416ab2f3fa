import { formatCount, formatDuration } from '../../base/format.ts'
import { recordsOf } from '../../metrics/environments.ts'
import { lifeOfEnvironment, type EnvironmentLife } from '../../metrics/life.ts'
import { priceOf } from '../../metrics/price.ts'
import { factsOf } from '../../metrics/why/facts.ts'
import { NONE, type LaneId, type RecordId } from '../../sim/trace/schema.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { stageText } from '../../text/en/stage.ts'
import { whyText } from '../../text/en/why.ts'
import { Button } from '../design/Button.tsx'
import { momentText } from '../stage/describe.ts'
import { visit, type Inspection } from './inspection.ts'
import { RecordLinks } from './RecordLinks.tsx'

const text = inspectorText.lane

interface LanePanelProps {
  inspection: Inspection
  lane: LaneId
}

/** An execution environment: why it came and went, what it did and what that cost. */
export function LanePanel({ inspection, lane }: LanePanelProps) {
  const { trace } = inspection.run
  const life = lifeOfEnvironment(trace, lane)
  const { records } = trace
  return (
    <>
      <Turn inspection={inspection} record={life.create} question={text.came} otherwise={text.ready} />
      {life.shutdown === NONE ? null : <Turn inspection={inspection} record={life.shutdown} question={text.went} otherwise="" />}
      <section className="inspector-part" aria-label={text.life}>
        <h3 className="eyebrow">{text.life}</h3>
        <LaneFacts inspection={inspection} life={life} />
      </section>
      <section className="inspector-part" aria-label={text.invocations}>
        <h3 className="eyebrow">{text.invocations}</h3>
        {life.invocations.length === 0 ? (
          <p className="muted">{text.none}</p>
        ) : (
          <RecordLinks
            key={lane}
            inspection={inspection}
            records={life.invocations}
            label={text.invocations}
            name={(record) => stageText.record.request((records.request[record] ?? 0) + 1)}
          />
        )}
      </section>
    </>
  )
}

/** How it began or ended, with the way to ask why. */
function Turn({ inspection, record, question, otherwise }: { inspection: Inspection; record: RecordId; question: string; otherwise: string }) {
  if (record === NONE) return <p className="inspector-sentence">{otherwise}</p>
  const ask = () => {
    visit(inspection, record)
    inspection.app.uiStore.setWhyOpen(true)
  }
  return (
    <div className="lane-turn">
      <p className="inspector-sentence">{whyText.sentence(factsOf(inspection.run, record))}</p>
      <Button size="small" onClick={ask}>
        {question}
      </Button>
    </div>
  )
}

function LaneFacts({ inspection, life }: { inspection: Inspection; life: EnvironmentLife }) {
  const { run, billing } = inspection
  const { until } = run.trace
  const { billedMs, usd } = priceOf(run.trace, billing, [...recordsOf(run.trace, life.lane)])
  const rows: readonly (readonly [string, string])[] = [
    [text.created, momentText(life.born, until)],
    [text.ended, life.died === null ? text.alive : momentText(life.died, until)],
    [text.starting, formatDuration(life.starting)],
    [text.busy, formatDuration(life.busy)],
    [text.idle, text.withSpan(life.idle, text.stretches(life.idleStretches, life.longestIdle))],
    [text.invocations, formatCount(life.invocations.length)],
    [text.billed, text.billedOf(billedMs, usd)],
  ]
  return (
    <dl className="lane-facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
