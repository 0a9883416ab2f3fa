import { useCallback } from 'react'
import { formatCount } from '../../base/format.ts'
import { gaugesAt, type Gauge } from '../../metrics/quotas.ts'
import { numbers } from '../../text/en/numbers.ts'
import { RuleBadges } from '../design/RuleBadges.tsx'
import { useSampled } from '../frame/useSampled.ts'
import type { NumbersRun } from './measure.ts'

const { limits: text } = numbers

/** How far each limit is used up at the playhead. */
export function Limits({ run }: { run: NumbersRun }) {
  const { app, trace, scenario } = run
  const read = useCallback((time: number) => gaugesAt({ trace, scenario }, time), [trace, scenario])
  const gauges = useSampled(app.clock, read)
  const several = scenario.functions.length > 1
  const nameOf = ({ kind, fn }: Gauge): string =>
    fn === null || !several ? text.gauges[kind] : text.ofFunction(text.gauges[kind], scenario.functions[fn]?.FunctionName ?? '')
  return (
    <>
      <ul className="gauges" role="list" aria-label={text.list}>
        {gauges.map((gauge) => (
          <GaugeLine key={`${gauge.kind} ${gauge.fn}`} gauge={gauge} name={nameOf(gauge)} />
        ))}
      </ul>
      <p className="muted numbers-note">{text.note}</p>
      <RuleBadges label={text.list} rules={[...new Set(gauges.map(({ rule }) => rule))]} />
    </>
  )
}

function GaugeLine({ gauge: { used, limit }, name }: { gauge: Gauge; name: string }) {
  const share = limit === null || limit === 0 ? 1 : Math.min(1, used / limit)
  return (
    <li data-full={(limit !== null && used >= limit) || undefined}>
      <span className="gauge-name">{name}</span>
      <span className="gauge-value">{limit === null ? formatCount(used) : text.value(formatCount(used), formatCount(limit))}</span>
      <span className="gauge-track">
        <span style={{ width: `${share * 100}%` }} />
      </span>
    </li>
  )
}
