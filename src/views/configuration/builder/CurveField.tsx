import { Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { Issue } from '../../../scenario/issue.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { builder } from '../../../text/en/builder.ts'
import { Button, IconButton } from '../../design/Button.tsx'
import { NumberInput } from '../../design/NumberInput.tsx'
import { sourceAt, tidy, withSource, type Target } from '../edit.ts'
import type { Edits } from '../FieldFrame.tsx'
import { ordered, withPoint, type Point, type Points } from './curve.ts'
import { CurvePlot } from './CurvePlot.tsx'

const CurveSources = lazy(() => import('./CurveSources.tsx').then((module) => ({ default: module.CurveSources })))

interface CurveFieldProps {
  scenario: Scenario
  target: Target
  issue: Issue | undefined
  edits: Edits
}

const ROWS = 40
const text = builder.curve
const count = new Intl.NumberFormat('en-US')

/** A rate that changes: drawn, typed point by point, measured or pasted. */
export function CurveField({ scenario, target, issue, edits }: CurveFieldProps) {
  const arrivals = sourceAt(scenario, target)?.arrivals
  if (arrivals?.kind !== 'rate') return null
  const { points } = arrivals
  const set = (next: Points) =>
    edits.change((before) => {
      const now = sourceAt(before, target)?.arrivals
      return now?.kind === 'rate' ? withSource(before, target, { arrivals: { ...now, points: next } }) : before
    })
  const edit = (row: number, point: Point) => set(ordered(points.map((one, index) => (index === row ? point : one))))
  return (
    <div className="field">
      <CurvePlot
        points={points}
        durationMs={scenario.durationMs}
        onDraw={set}
      />
      <div className="curve-table" role="group" aria-label={text.title} tabIndex={0}>
        <table className="bursts">
          <thead>
            <tr>
              <th scope="col">{text.at}</th>
              <th scope="col">{text.rate}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {points.slice(0, ROWS).map((point, row) => (
              <PointRow
                key={row}
                row={row}
                point={point}
                edit={edit}
                remove={points.length < 2 ? null : () => set(points.filter((_, index) => index !== row))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {points.length > ROWS ? <p className="field-hint">{text.more(count.format(points.length - ROWS))}</p> : null}
      {issue === undefined ? null : <p className="field-issue">{issue.message}</p>}
      <Button size="small" variant="quiet" className="bursts-add" onClick={() => set(withPoint(points, scenario.durationMs))}>
        <Plus size={14} aria-hidden />
        {text.add}
      </Button>
      <Suspense>
        <CurveSources scenario={scenario} target={target} edits={edits} />
      </Suspense>
    </div>
  )
}

interface PointRowProps {
  row: number
  point: Point
  edit: (row: number, point: Point) => void
  /** Null: the last point stays. */
  remove: (() => void) | null
}

function PointRow({ row, point: [atMs, rate], edit, remove }: PointRowProps) {
  const number = row + 1
  return (
    <tr>
      <td>
        <NumberInput
          label={text.atLabel(number)}
          value={tidy(atMs / 1000)}
          step={1}
          bigStep={10}
          invalid={false}
          onCommit={(seconds) => edit(row, [tidy(seconds * 1000), rate])}
        />
        <span aria-hidden> {text.seconds}</span>
      </td>
      <td>
        <NumberInput
          label={text.rateLabel(number)}
          value={rate}
          step={1}
          bigStep={10}
          invalid={false}
          onCommit={(next) => edit(row, [atMs, next])}
        />
      </td>
      <td>
        <IconButton label={text.remove(number)} size="small" unavailable={remove === null} onClick={remove ?? undefined}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </td>
    </tr>
  )
}
