import { type ReactNode, useMemo } from 'react'
import { environmentNumber } from '../../metrics/environments.ts'
import { whyNotCold, whyNotThrottled, type NotCold, type NotThrottled } from '../../metrics/why/whyNot.ts'
import type { RuleId } from '../../rules/registry.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { KIND } from '../../sim/trace/writer.ts'
import { whyText } from '../../text/en/why.ts'
import type { Inspection } from './inspection.ts'
import { RecordLinks } from './RecordLinks.tsx'
import { RuleNote } from './RuleNote.tsx'

interface WhyNotProps {
  inspection: Inspection
  record: RecordId
}

/** What did not happen to a request that was let in, and how near it came. */
export function WhyNotSection({ inspection, record }: WhyNotProps) {
  const { run } = inspection
  // Replays who was let in before: once for each record.
  const throttled = useMemo(() => whyNotThrottled(run, record), [run, record])
  const cold = useMemo(() => whyNotCold(run, record), [run, record])
  if (throttled === null) return null
  return (
    <section className="inspector-part why-not" aria-label={whyText.not.label}>
      <NotThrottledAnswer inspection={inspection} not={throttled} />
      {cold === null ? null : <NotColdAnswer inspection={inspection} not={cold} />}
    </section>
  )
}

function Question({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="why-question">
      <summary>{title}</summary>
      <ul className="why-answers" role="list">{children}</ul>
    </details>
  )
}

function Answer({ children, rule, date }: { children: ReactNode; rule: RuleId; date: string }) {
  return (
    <li>
      {children}
      <RuleNote id={rule} date={date} />
    </li>
  )
}

function NotThrottledAnswer({ inspection, not }: { inspection: Inspection; not: NotThrottled }) {
  const { throttled } = whyText.not
  const date = inspection.run.scenario.lambdaAsOf
  const { records } = inspection.run.trace
  const warm = records.kind[not.admission] !== KIND.create
  return (
    <Question title={throttled.title}>
      <Answer rule={not.rule} date={date}>
        <p>{throttled.inFlight(not)}</p>
        {not.inFlight.length === 0 ? null : <RecordLinks inspection={inspection} records={not.inFlight} label={throttled.others} />}
      </Answer>
      {not.rate === null ? null : (
        <Answer rule={not.rate.rule} date={date}>
          <p>{throttled.rate(not.rate.left, not.rate.size)}</p>
        </Answer>
      )}
      {not.scaling === null ? null : (
        <Answer rule={not.scaling.rule} date={date}>
          <p>{throttled.scaling(not.scaling.left, not.scaling.size)}</p>
        </Answer>
      )}
      {warm ? <li>{throttled.noScaling}</li> : null}
    </Question>
  )
}

const RULES: Readonly<Record<NotCold['kind'], RuleId>> = { warm: 'LC-18', ahead: 'LC-21', provisioned: 'LC-22', ignored: 'LC-18' }

function NotColdAnswer({ inspection, not }: { inspection: Inspection; not: NotCold }) {
  const { cold } = whyText.not
  const { trace, scenario } = inspection.run
  const date = scenario.lambdaAsOf
  if (not.kind === 'ignored') return <Question title={cold.title}><li>{cold.ignored}</li></Question>
  return (
    <Question title={cold.title}>
      <Answer rule={RULES[not.kind]} date={date}>
        <p>{cold.ready(not.kind, environmentNumber(trace, not.lane), not.idle)}</p>
        <p>{cold.free(not.free, not.alive)}</p>
      </Answer>
      {not.kind === 'provisioned' ? null : (
        <Answer rule="LC-16" date={date}>
          <p>{not.limit === null ? cold.kept : cold.limit(not.limit)}</p>
        </Answer>
      )}
    </Question>
  )
}
