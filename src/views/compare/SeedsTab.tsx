import { useStore } from 'zustand'
import type { SummaryField } from '../../metrics/runSummary.ts'
import { studyLine, type Estimate, type Study } from '../../metrics/study.ts'
import { STUDY_SEEDS } from '../../store/compareStore.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compare } from '../../text/en/compare.ts'
import { Button } from '../design/Button.tsx'
import { FutureBadge } from './FutureBadge.tsx'
import { IntervalChart } from './IntervalChart.tsx'

const text = compare.seeds

/** Both futures over many seeds, when one run is not enough. */
export function SeedsTab({ app }: { app: LambdascopeApp }) {
  const { status, fraction, study, error } = useStore(app.compare.studyStore)
  const running = status === 'running'
  return (
    <div className="compare-part">
      <p>{text.intro(STUDY_SEEDS)}</p>
      <div className="seeds-run">
        {running ? (
          <>
            <progress max={1} value={fraction} aria-label={text.progress} />
            <span className="muted" data-testid="seeds-share">{text.running(fraction)}</span>
            <Button size="small" onClick={app.compare.cancelStudy}>{text.cancel}</Button>
          </>
        ) : (
          <Button variant={study === null ? 'primary' : 'plain'} onClick={app.compare.study}>{study === null ? text.start(STUDY_SEEDS) : text.again}</Button>
        )}
        <p className="muted" role="status" data-testid="seeds-status">
          {status === 'done' ? text.done(STUDY_SEEDS) : status === 'cancelled' ? text.cancelled : status === 'failed' ? text.failed(error ?? '') : ''}
        </p>
      </div>
      {study === null ? null : <StudyResult study={study} />}
    </div>
  )
}

const ROWS: readonly SummaryField[] = ['p50', 'p90', 'p95', 'p99', 'p999', 'coldShare', 'throttles', 'errors', 'costPerDayUsd']

function StudyResult({ study }: { study: Study }) {
  const cell = (field: SummaryField, write: typeof compare.value, { middle, low, high }: Estimate) => (
    <td>
      <span>{write(field, middle)}</span>
      {low === 0 && high === 0 ? null : <span className="interval-text">{text.interval(write(field, low), write(field, high))}</span>}
    </td>
  )
  return (
    <>
      <IntervalChart study={study} />
      <table className="compare-table" data-testid="seeds-table">
        <caption>{text.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{compare.numbers.what}</th>
            <th scope="col"><FutureBadge name="a" /></th>
            <th scope="col"><FutureBadge name="b" /></th>
            <th scope="col">{compare.numbers.difference}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((field) => {
            const { a, b, difference } = studyLine(study, field)
            return (
              <tr key={field} data-same={(difference.low === 0 && difference.high === 0) || undefined}>
                <th scope="row">{compare.fields[field]}</th>
                {cell(field, compare.value, a)}
                {cell(field, compare.value, b)}
                {cell(field, compare.signed, difference)}
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="field-hint">{text.note}</p>
    </>
  )
}
