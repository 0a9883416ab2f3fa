import './models.css'
import { useCallback, useId, useMemo, useRef } from 'react'
import { ruleOfRetries } from '../../../metrics/models/retries.ts'
import { modelRows, type ModelRow } from '../../../metrics/models/rows.ts'
import { stateAt, type ModelState } from '../../../metrics/models/state.ts'
import { messageHead } from '../../../metrics/message/facts.ts'
import { messagesText } from '../../../text/en/messages.ts'
import { modelsText as text } from '../../../text/en/models.ts'
import { sentence } from '../../../text/en/words.ts'
import { timeTicks } from '../../chart/ticks.ts'
import { useSize } from '../../chart/useSize.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { useSampled } from '../../frame/useSampled.ts'
import { tickText } from '../describe.ts'
import { Button } from '../../design/Button.tsx'
import { RuleChip } from '../../messages/RuleChip.tsx'
import type { StageContext } from '../stageApp.ts'
import { ModelDiagram } from './ModelDiagram.tsx'
import { ModelFacts } from './ModelFacts.tsx'
import { ModelStrip, shareOf } from './ModelStrip.tsx'

/** The invocation models side by side on one event each: its way as boxes and arrows, its attempts over time, and who does what. */
export function Models({ context }: { context: StageContext }) {
  const { clock, model, scenario } = context
  const { trace } = model
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const rows = useMemo(() => modelRows(trace, scenario), [trace, scenario])
  const read = useCallback((time: number) => rows.map((row) => stateAt(trace, row, time)), [trace, rows])
  const states = useSampled(clock, read)
  useFrame(clock, useCallback(({ time }: { time: number }) => list.current?.style.setProperty('--now', String(shareOf(time, trace.until))), [trace]))
  return (
    <section className="stage-panel stage-models" aria-labelledby={`${id}-title`} data-testid="models">
      <div className="stage-panel-head">
        <h2 className="eyebrow" id={`${id}-title`}>{text.title}</h2>
        <p className="stage-lead">{text.lead}</p>
      </div>
      <ul className="models" role="list" aria-label={text.label} ref={list}>
        {rows.map((row, at) => (
          <Row key={row.lane} context={context} row={row} state={states[at]!} />
        ))}
      </ul>
      <Axis until={trace.until} />
    </section>
  )
}

interface RowProps {
  context: StageContext
  row: ModelRow
  state: ModelState
}

function Row({ context, row, state }: RowProps) {
  const { trace } = context.model
  const { subject } = row
  const name = subject.kind === 'request' ? text.request(subject.request + 1) : sentence(messagesText.name(messageHead({ trace, scenario: context.scenario }, subject.message)))
  const choose = () => {
    if (subject.kind === 'message') context.selectMessage(subject.message)
    else context.select(trace.records.request.indexOf(subject.request))
  }
  return (
    <li className="model" data-model={row.model}>
      <div className="model-head">
        <h3>{text.names[row.model]}</h3>
        <span className="model-path muted">{text.path(row.source, row.fn)}</span>
        <RuleChip id={ruleOfRetries(row)} />
        <Button className="model-subject" size="small" onClick={choose}>{name}</Button>
      </div>
      <ModelDiagram row={row} state={state} />
      <ModelStrip row={row} until={trace.until} />
      <ModelFacts context={context} row={row} state={state} />
    </li>
  )
}

/** About so many pixels between two marks of the axis. */
const SPACING = 90

function Axis({ until }: { until: number }) {
  const box = useRef<HTMLDivElement>(null)
  const { width } = useSize(box)
  const ticks = timeTicks([0, until], Math.max(1, Math.floor(width / SPACING)), until)
  return (
    <div className="models-axis" aria-hidden>
      <div className="models-ticks" ref={box}>
        {ticks.times.map((time) => (
          <span key={time} className="mono" style={{ left: `${shareOf(time, until) * 100}%` }}>{tickText(time, ticks)}</span>
        ))}
      </div>
    </div>
  )
}
