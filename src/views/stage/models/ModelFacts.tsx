import { formatCount } from '../../../base/format.ts'
import type { ModelRow } from '../../../metrics/models/rows.ts'
import type { ModelState } from '../../../metrics/models/state.ts'
import { modelsText as text } from '../../../text/en/models.ts'
import { tip } from '../../design/tips.ts'
import type { StageContext } from '../stageApp.ts'

interface FactsProps {
  context: StageContext
  row: ModelRow
  state: ModelState
}

/** As many attempts have a button of their own. */
const BUTTONS = 6

/** Who tries how often, what the sender sees and where the event is, at the playhead. */
export function ModelFacts({ context, row, state }: FactsProps) {
  return (
    <dl className="model-facts">
      <div className="model-attempts">
        <dt>{text.facts.attempts}</dt>
        <dd>
          <strong>{text.attempts(state.attempts, row.most)}</strong>
          <Attempts context={context} row={row} begun={state.attempts} />
        </dd>
      </div>
      <div>
        <dt>{text.facts.retrier}</dt>
        <dd>{text.retrier(row)}</dd>
      </div>
      <div>
        <dt>{text.facts.seen}</dt>
        <dd>{text.seen(row, state)}</dd>
      </div>
      <div data-over={state.ended !== null || undefined}>
        <dt>{text.facts.place}</dt>
        <dd>{text.place(row, state)}</dd>
      </div>
    </dl>
  )
}

/** Attempts to go to: those that have begun. Their room is there before. */
function Attempts({ context, row, begun }: Omit<FactsProps, 'state'> & { begun: number }) {
  const { trace } = context.model
  const shown = row.attempts.slice(0, BUTTONS)
  return (
    <span className="attempt-links">
      {shown.map(({ record, outcome, to }, at) => (
        <button
          key={record}
          type="button"
          className="attempt-link"
          data-failed={(outcome !== 'success' && outcome !== 'none') || undefined}
          aria-label={text.attempt(at + 1, to <= trace.until ? outcome : 'none')}
          {...tip(text.attempt(at + 1, to <= trace.until ? outcome : 'none'))}
          style={at < begun ? undefined : { visibility: 'hidden' }}
          onClick={() => {
            context.select(record)
            context.clock.pause()
            context.clock.seek(trace.records.time[record]!)
          }}
        >
          {formatCount(at + 1)}
        </button>
      ))}
      {begun > BUTTONS ? <span className="muted">{text.more(begun - BUTTONS)}</span> : null}
    </span>
  )
}
