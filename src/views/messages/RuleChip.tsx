import { ruleOf, type RuleId } from '../../rules/registry.ts'
import { configuration } from '../../text/en/configuration.ts'
import { events } from '../../text/en/events.ts'
import { rulesText } from '../../text/en/rules.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { tip } from '../design/tips.ts'

/** A rule by its id, with how sure it is; the rest on hover and for screen readers. */
export function RuleChip({ id }: { id: RuleId }) {
  const { confidence } = ruleOf(id)
  const { name, statement } = rulesText[id]
  return (
    <span className="rule-chip" {...tip(events.rule(name, statement))}>
      <ConfidenceBadge confidence={confidence}>{id}</ConfidenceBadge>
      <span className="hidden-visually">
        {configuration.basis[confidence]}, {name}
      </span>
    </span>
  )
}
