import { useMemo } from 'react'
import type { RecordId } from '../../sim/trace/schema.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { rulesText } from '../../text/en/rules.ts'
import { whyText } from '../../text/en/why.ts'
import { Button } from '../design/Button.tsx'
import type { Inspection } from './inspection.ts'
import { relaxationsFor, remediesFor, type Relaxation } from './remedies.ts'

const text = whyText.helped

interface RemediesProps {
  inspection: Inspection
  /** The chain of causes, the effect first. */
  records: readonly RecordId[]
}

/** The end of a chain: settings that would have changed it, and the run without its rules. */
export function RemediesSection({ inspection: { app, run }, records }: RemediesProps) {
  const remedies = useMemo(() => remediesFor(run, records), [run, records])
  const relaxations = useMemo(() => relaxationsFor(run, records), [run, records])
  if (remedies.length === 0 && relaxations.length === 0) return null
  const show = (scenario: Scenario): boolean => {
    if (!app.scenarioStore.change(() => scenario)) return false
    // The button goes with what it remedied; one reads on from the top.
    app.uiStore.setInspecting(true)
    return true
  }
  const relax = ({ rule, scenario }: Relaxation): void => {
    if (show(scenario)) app.uiStore.notify({ kind: 'relaxed', rule, name: rulesText[rule].name })
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
                <Button size="small" onClick={() => show(scenario)}>
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
