import { formatDuration } from '../../../base/format.ts'
import type { Attempt, ModelRow } from '../../../metrics/models/rows.ts'

export const shareOf = (time: number, until: number): number => (until <= 0 ? 0 : Math.min(1, Math.max(0, time / until)))

/** More marks than this cannot be told apart. */
const MOST = 300
/** Part of the run that a wait takes at least to have its length written. */
const LEAST_WAIT = 0.13

/** The attempts of an event over the whole run, on the same scale in every row. What lies ahead of the playhead is pale. */
export function ModelStrip({ row, until }: { row: ModelRow; until: number }) {
  const { attempts, end, sentAt } = row
  const at = (time: number) => `${shareOf(time, until) * 100}%`
  const last = end?.at ?? until
  return (
    <div className="model-strip" aria-hidden>
      <i className="strip-life" style={{ left: at(sentAt), width: `${(shareOf(last, until) - shareOf(sentAt, until)) * 100}%` }} />
      {attempts.slice(0, MOST).map((attempt, index) => {
        const next = attempts[index + 1]
        const share = next === undefined ? 0 : shareOf(next.from, until) - shareOf(attempt.to, until)
        return next === undefined || share < LEAST_WAIT ? null : (
          <span key={`wait ${attempt.record}`} className="strip-wait" style={{ left: at(attempt.to), width: `${share * 100}%` }}>
            <span>{formatDuration(next.from - (row.model === 'queue' ? attempt.from : attempt.to))}</span>
          </span>
        )
      })}
      {attempts.slice(0, MOST).map((attempt) => (
        <Mark key={attempt.record} attempt={attempt} left={at(attempt.from)} width={`${(shareOf(attempt.to, until) - shareOf(attempt.from, until)) * 100}%`} />
      ))}
      {end === null ? null : <i className="strip-end" data-end={end.kind} style={{ left: at(end.at) }} />}
      <i className="strip-ahead" />
      <i className="strip-now" />
    </div>
  )
}

function Mark({ attempt, left, width }: { attempt: Attempt; left: string; width: string }) {
  return <i className="strip-attempt" data-failed={(attempt.outcome !== 'success' && attempt.outcome !== 'none') || undefined} style={{ left, width }} />
}
