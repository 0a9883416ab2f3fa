import { heldOn, ruleOf, type RuleId } from '../../rules/registry.ts'
import { configuration } from '../../text/en/configuration.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { rulesText } from '../../text/en/rules.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { tip } from '../design/tips.ts'

interface RuleNoteProps {
  id: RuleId
  /** ISO date: the numbers are those of that day. */
  date: string
  /** Says the rule's sentence too. */
  statement?: boolean
}

/** What a rule says, with its numbers as of a day, how sure that is, and who says so. */
export function RuleNote({ id, date, statement = false }: RuleNoteProps) {
  const { confidence, values, source, checked } = ruleOf(id)
  const text = rulesText[id]
  const numbers = values.filter((value) => heldOn(value, date))
  return (
    <div className="rule-note">
      <p className="rule-name" {...(statement ? {} : tip(text.statement))}>
        <ConfidenceBadge confidence={confidence}>{configuration.ruleBadge(configuration.basis[confidence], id)}</ConfidenceBadge>
        <span>{text.name}</span>
      </p>
      {statement ? <p>{text.statement}</p> : null}
      {numbers.length === 0 ? null : <p className="mono rule-values">{inspectorText.rule.values(numbers)}</p>}
      <p className="rule-source">
        <a href={source.url} rel="noreferrer">
          {source.title}
        </a>{' '}
        <span className="muted">{inspectorText.rule.checked(checked)}</span>
      </p>
    </div>
  )
}
