import { ruleOf, type RuleId } from '../../rules/registry.ts'
import { confidenceText } from '../../text/en/confidence.ts'
import { rulesText } from '../../text/en/rules.ts'
import { ConfidenceBadge } from './Badge.tsx'
import { tip } from './tips.ts'

/** Rules behind a figure, each with how sure we are of it; the whole rule on hover and for screen readers. */
export function RuleBadges({ label, rules }: { label: string; rules: readonly RuleId[] }) {
  return (
    <ul className="rule-badges" role="list" aria-label={label}>
      {rules.map((id) => {
        const { confidence } = ruleOf(id)
        const { name, statement } = rulesText[id]
        return (
          <li key={id} data-tip-group="" {...tip(confidenceText.rule(name, statement))}>
            <ConfidenceBadge confidence={confidence}>{id}</ConfidenceBadge>
            <span className="rule-badge-name">{name}</span>
            <span className="hidden-visually">{confidenceText.spoken(confidence, statement)}</span>
          </li>
        )
      })}
    </ul>
  )
}
