import { useMemo } from 'react'
import { NONE, type RecordId } from '../../sim/trace/schema.ts'
import { rulesText } from '../../text/en/rules.ts'
import { whyText } from '../../text/en/why.ts'
import { Button } from '../design/Button.tsx'
import type { Inspection } from './inspection.ts'
import { relaxationsFor, remediesFor, type Relaxation } from './remedies.ts'
import { tryOut } from './tried.ts'

const text = whyText.helped

interface RemediesProps {
  inspection: Inspection
  /** The chain of causes, the effect first. */
  records: readonly RecordId[]
}

/** The end of a chain: settings that would have changed it, and the run without its rules. */
export function RemediesSection({ inspection, records }: RemediesProps) {
  const { app, run } = inspection
  const remedies = useMemo(() => remediesFor(run, records), [run, records])
  const relaxations = useMemo(() => relaxationsFor(run, records), [run, records])
  if (remedies.length === 0 && relaxations.length === 0) return null
  const subject = records[0] ?? NONE
  const relax = ({ rule, scenario }: Relaxation): void => {
    const { name } = rulesText[rule]
    if (tryOut(inspection, subject, { name: text.without(name), scenario })) app.uiStore.notify({ kind: 'relaxed', rule, name })
  }
  return (
    <section className="why-helped" aria-label={remedies.length > 0 ? text.title : text.withoutRule}>
      {remedies.length === 0 ? null : (
        <>
          <h3 className="eyebrow">{text.title}</h3>
          <p className="muted">{text.lead}</p>
          <ul className="why-remedies" role="list">
            {remedies.map(({ id, value, scenario }) => (
              <li key={id}>
                <Button size="small" onClick={() => tryOut(inspection, subject, { name: text.remedies[id](value), scenario })}>
                  {text.remedies[id](value)}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {relaxations.length === 0 ? null : (
        <>
          <p className="muted">{text.withoutRule}</p>
          <ul className="why-remedies" role="list">
            {relaxations.map((relaxation) => (
              <li key={relaxation.rule}>
                <Button size="small" aria-label={whyText.whatIfLabel(rulesText[relaxation.rule].name)} onClick={() => relax(relaxation)}>
                  {rulesText[relaxation.rule].name}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
