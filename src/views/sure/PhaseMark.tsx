import { ruleOf } from '../../rules/registry.ts'
import { confidenceOf, MODELLED, rulesBehind, type Modelled } from '../../scenario/confidence.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { stageText } from '../../text/en/stage.ts'
import { ConfidenceMark } from '../design/ConfidenceMark.tsx'

const modelled = (part: string): Modelled | undefined => MODELLED.find((each) => each === part)

interface PhaseMarkProps {
  scenario: Scenario
  /** A phase, or `idle`. */
  part: string
}

/** How sure we are of the length of a part of the picture. */
export function PhaseMark({ scenario, part }: PhaseMarkProps) {
  const known = modelled(part)
  return known === undefined ? null : <ConfidenceMark confidence={confidenceOf(scenario, known)} />
}

/** The rule behind the length of a phase, where AWS does not document it. @param fn position of its function */
export function LengthBasis({ scenario, part, fn }: PhaseMarkProps & { fn: number }) {
  const known = modelled(part)
  const rule = known === undefined ? undefined : rulesBehind(scenario, known, fn)[0]
  if (rule === undefined) return null
  const { confidence } = ruleOf(rule)
  return (
    <span className="record-tip-basis">
      <ConfidenceMark confidence={confidence} />
      {stageText.record.lengthBy(confidence, rule)}
    </span>
  )
}
