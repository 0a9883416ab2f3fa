import type { RuleId } from '../../rules/registry.ts'
import { rulesChangedBetween } from '../../rules/changes.ts'
import type { Rule } from '../../rules/rule.ts'
import { compare } from '../../text/en/compare.ts'
import { events } from '../../text/en/events.ts'
import { rulesText } from '../../text/en/rules.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { FutureBadge } from './FutureBadge.tsx'

const text = compare.changes

/** The rules that differ between two days, with their numbers, before and after. */
export function RuleChanges({ before, after }: { before: string; after: string }) {
  const changes = rulesChangedBetween(before, after)
  return (
    <section className="rule-changes">
      <h3>{text.rules}</h3>
      {changes.length === 0 ? <p className="muted">{text.noRules}</p> : (
        <ul role="list">
          {changes.map((change) => (
            <li key={[...change.before, ...change.after].map(({ id }) => id).join(' ')} className="rule-change">
              <p className="muted rule-change-day">{text.rulesOn(change.on)}</p>
              <Side name="a" rules={change.before} />
              <Side name="b" rules={change.after} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Side({ name, rules }: { name: 'a' | 'b'; rules: readonly (Rule & { readonly id: RuleId })[] }) {
  return (
    <div className="rule-side">
      <FutureBadge name={name} />
      {rules.length === 0 ? <p className="muted">{text.nothing}</p> : rules.map((rule) => (
        <div key={rule.id}>
          <p><strong>{rulesText[rule.id].name}</strong> <ConfidenceBadge confidence={rule.confidence}>{rule.id}</ConfidenceBadge></p>
          <p className="muted">{rulesText[rule.id].statement}</p>
          {rule.values.length === 0 ? null : (
            <p className="mono rule-values">{events.details.values(rule.values)}</p>
          )}
        </div>
      ))}
    </div>
  )
}
