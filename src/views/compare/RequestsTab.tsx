import { formatDuration } from '../../base/format.ts'
import { latencyOf, type DifferenceKind, type Fate, type RequestDifference } from '../../metrics/difference.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { compare } from '../../text/en/compare.ts'
import { stageText } from '../../text/en/stage.ts'
import { momentText, requestNumber } from '../stage/describe.ts'
import { FutureBadge } from './FutureBadge.tsx'
import { goTo, recordOfRequest } from './goTo.ts'
import { differenceBetween, type Futures } from './useFutures.ts'

const text = compare.requests
/** More rows than this say no more. */
const ROWS = 100
const KINDS: readonly DifferenceKind[] = ['outcome', 'cold', 'latency', 'added', 'missing']

interface RequestsTabProps {
  app: LambdascopeApp
  futures: Futures
  /** Called when a request was chosen to be seen on the stage. */
  onShow: () => void
}

/** The requests that differ, with what became of them in both futures. */
export function RequestsTab({ app, futures, onShow }: RequestsTabProps) {
  const difference = differenceBetween(futures)
  if (difference === null) return <p className="compare-part muted">{text.tooMany}</p>
  const { requests, counts, matched } = difference
  if (requests.length === 0) return <p className="compare-part muted">{text.none}</p>
  const show = (one: RequestDifference) => {
    const fate = one[futures.active] ?? one.a ?? one.b
    const record = one[futures.active] === null ? null : recordOfRequest(futures[futures.active].trace, fate!.request)
    goTo(app, fate!.settled ?? fate!.arrived)
    app.uiStore.select(record)
    onShow()
  }
  return (
    <div className="compare-part">
      <p>{text.summary(requests.length, matched)}</p>
      <ul role="list" className="compare-kinds">
        {KINDS.filter((kind) => counts[kind] > 0).map((kind) => <li key={kind}>{text.counts(kind, counts[kind])}</li>)}
      </ul>
      <table className="compare-table compare-requests">
        <thead>
          <tr>
            <th scope="col">{text.columns.request}</th>
            <th scope="col">{text.columns.at}</th>
            <th scope="col"><FutureBadge name="a" /></th>
            <th scope="col"><FutureBadge name="b" /></th>
            <th scope="col">{text.columns.latency}</th>
          </tr>
        </thead>
        <tbody>
          {requests.slice(0, ROWS).map((one) => <RequestRow key={`${one.a?.request}:${one.b?.request}`} one={one} until={futures.a.trace.until} show={() => show(one)} />)}
        </tbody>
      </table>
      {requests.length > ROWS ? <p className="field-hint">{text.more(requests.length - ROWS)}</p> : null}
    </div>
  )
}

function RequestRow({ one, until, show }: { one: RequestDifference; until: number; show: () => void }) {
  const fate = (one.a ?? one.b)!
  const number = requestNumber(fate.request)
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link-button" aria-label={text.go(number)} onClick={show}>{text.number(number)}</button>
      </th>
      <td>{momentText(fate.arrived, until)}</td>
      <td>{fateText(one.a)}</td>
      <td>{fateText(one.b)}</td>
      <td>{one.latency === null ? '' : compare.signed('p50', one.latency)}</td>
    </tr>
  )
}

function fateText(fate: Fate | null): string {
  if (fate === null) return text.absent
  const latency = latencyOf(fate)
  const words = stageText.outcomes[fate.outcome]
  const outcome = fate.settled === null ? text.open : latency === null ? words : text.outcome(words, formatDuration(latency))
  return fate.cold ? text.cold(outcome) : outcome
}
