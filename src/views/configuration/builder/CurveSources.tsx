import { useId, useState } from 'react'
import { ratePoints, shapeOf, TRAFFIC_SHAPES, type TrafficShapeId } from '../../../rules/traffic.ts'
import { LIMITS } from '../../../scenario/limits.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { builder } from '../../../text/en/builder.ts'
import { Button } from '../../design/Button.tsx'
import { SelectField } from '../../design/SelectField.tsx'
import { Unfolding } from '../../design/Unfolding.tsx'
import { meanRate, sourceAt, withSource, type Target } from '../edit.ts'
import type { Edits } from '../FieldFrame.tsx'
import { lengthOf, readCounts, stepsOf, type Points } from './curve.ts'

interface CurveSourcesProps {
  scenario: Scenario
  target: Target
  edits: Edits
}

const NO_SHAPE = ''
const SHAPES = [
  { value: NO_SHAPE, label: builder.shape.choose },
  ...(Object.keys(TRAFFIC_SHAPES) as TrafficShapeId[]).map((value) => ({ value, label: builder.shape.shapes[value] })),
]
/** Each minute takes two points. */
const MOST_MINUTES = LIMITS.ratePoints / 2
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

const withCurve = (scenario: Scenario, target: Target, points: Points): Scenario =>
  withSource(scenario, target, { arrivals: { kind: 'rate', points, periodMs: null } })

/** Curves from elsewhere: measured in real clouds, or counted by oneself. */
export function CurveSources({ scenario, target, edits }: CurveSourcesProps) {
  const take = (id: string) => {
    if (!(id in TRAFFIC_SHAPES)) return
    edits.change((before) => {
      const arrivals = sourceAt(before, target)?.arrivals
      const meanPerSecond = arrivals === undefined ? 1 : meanRate(arrivals, before.durationMs)
      const shape = shapeOf(id as TrafficShapeId)
      return withCurve(before, target, ratePoints(shape, { meanPerSecond, periodMs: before.durationMs }))
    })
  }
  return (
    <>
      <div className="field-head">
        <span className="field-label">{builder.shape.label}</span>
        <SelectField
          className="field-select"
          wide={false}
          label={builder.shape.label}
          value={NO_SHAPE}
          options={SHAPES}
          onChange={take}
        />
      </div>
      <p className="field-hint">{builder.shape.hint}</p>
      <PasteCounts key={scenario.traffic[target.source]?.name} target={target} edits={edits} />
    </>
  )
}

const text = builder.paste

function PasteCounts({ target, edits }: Omit<CurveSourcesProps, 'scenario'>) {
  const id = useId()
  const [pasted, setPasted] = useState('')
  const read = readCounts(pasted)
  const counts = read.ok ? read.counts : []
  const tooMany = counts.length > MOST_MINUTES
  const use = () =>
    edits.change((before) => ({ ...withCurve(before, target, stepsOf(counts)), durationMs: lengthOf(counts) }))
  const said = (): string => {
    if (!read.ok) return text.bad(read.line, read.found)
    if (tooMany) return text.tooMany(number.format(MOST_MINUTES))
    if (counts.length === 0) return text.nothing
    return text.ready(counts.length, counts.reduce((sum, count) => sum + count, 0))
  }
  return (
    <Unfolding className="paste" summary={text.title}>
      <p className="field-hint" id={`${id}-hint`}>
        {text.hint}
      </p>
      <textarea
        className="paste-text"
        aria-label={text.label}
        aria-describedby={`${id}-hint ${id}-said`}
        aria-invalid={!read.ok || undefined}
        rows={5}
        spellCheck={false}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
      />
      <p id={`${id}-said`} role="status" className={read.ok && !tooMany ? 'field-hint' : 'field-issue'}>
        {said()}
      </p>
      <Button size="small" aria-disabled={!read.ok || tooMany || counts.length === 0 || undefined} onClick={counts.length === 0 || tooMany ? undefined : use}>
        {text.use}
      </Button>
    </Unfolding>
  )
}
