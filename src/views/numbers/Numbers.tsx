import { X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { numbers } from '../../text/en/numbers.ts'
import { IconButton } from '../design/Button.tsx'
import { Segmented } from '../design/Segmented.tsx'
import { SelectField } from '../design/SelectField.tsx'
import { useCell } from '../frame/cell.ts'
import { useMeasured, type Measured } from '../frame/useMeasured.ts'
import { momentText } from '../stage/describe.ts'
import { Cost } from './Cost.tsx'
import { Latency } from './Latency.tsx'
import { Limits } from './Limits.tsx'
import type { NumbersRun } from './measure.ts'
import './numbers.css'
import { Overview } from './Overview.tsx'
import { PARTS, shownPart } from './part.ts'

/** What had happened by the playhead, or happened within a range, counted. */
export function Numbers({ app }: { app: LambdascopeApp }) {
  const trace = useStore(app.runStore, (state) => state.trace)
  const scenario = useStore(app.runStore, (state) => state.scenario)
  const digest = useStore(app.runStore, (state) => state.digest)
  const running = useStore(app.runStore, (state) => state.status === 'running')
  if (trace === null || scenario === null || digest === null) {
    return (
      <section className="numbers" aria-labelledby="numbers-title" aria-busy={running || undefined}>
        <h2 id="numbers-title">{numbers.title}</h2>
        {running ? null : <p className="muted">{numbers.empty}</p>}
      </section>
    )
  }
  return <RunNumbers app={app} trace={trace} digest={digest} scenario={scenario} />
}

const ALL = 'all'

function RunNumbers(run: NumbersRun) {
  const { scenario } = run
  const [chosen, setChosen] = useState<number | null>(null)
  const part = useCell(shownPart, (value) => value)
  const single = scenario.functions.length === 1
  const fn = single ? 0 : chosen !== null && chosen < scenario.functions.length ? chosen : null
  const names = scenario.functions.map(({ FunctionName }, index) => ({ value: String(index), label: FunctionName }))
  return (
    // Numbers that do not fit scroll: keys must be able to, too.
    <section className="numbers" aria-labelledby="numbers-title" tabIndex={0}>
      <NumbersHead {...run} />
      <Segmented label={numbers.parts.label} value={part} options={PARTS.map((value) => ({ value, label: numbers.parts[value] }))} onChange={shownPart.set} />
      {single || part === 'cost' || part === 'limits' ? null : (
        <SelectField
          label={numbers.choose}
          value={fn === null ? ALL : String(fn)}
          options={[{ value: ALL, label: numbers.whole }, ...names]}
          onChange={(value) => setChosen(value === ALL ? null : Number(value))}
        />
      )}
      {part === 'overview' ? <Overview run={run} fn={fn} /> : null}
      {part === 'latency' ? <Latency run={run} fn={fn} /> : null}
      {part === 'cost' ? <Cost run={run} /> : null}
      {part === 'limits' ? <Limits run={run} /> : null}
    </section>
  )
}

const whole = (measured: Measured): Measured => measured

/** What is counted: so far, or a range. */
function NumbersHead({ app, trace }: NumbersRun) {
  const { time, range } = useMeasured(app, whole)
  const moment = (at: number): string => momentText(at, trace.until)
  return (
    <div className="numbers-head">
      <h2 id="numbers-title">{numbers.title}</h2>
      <span className="mono muted numbers-time">
        {range === null ? numbers.at(moment(time)) : numbers.within(moment(range.from), moment(range.to))}
      </span>
      {range === null ? null : (
        <IconButton label={numbers.clearRange} size="small" onClick={() => app.uiStore.setRange(null)}>
          <X size={14} aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
