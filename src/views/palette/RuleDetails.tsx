import { heldOn, ruleOf, type RuleId } from '../../rules/registry.ts'
import { configuration } from '../../text/en/configuration.ts'
import { events } from '../../text/en/events.ts'
import { palette as text } from '../../text/en/palette.ts'
import { rulesText } from '../../text/en/rules.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'

/** What a rule says, with its numbers as of a day (ISO date), since when, and who says so. */
export function RuleDetails({ rule, date }: { rule: RuleId; date: string }) {
  const { confidence, values, source, checked, from, to } = ruleOf(rule)
  const { name, statement } = rulesText[rule]
  const numbers = values.filter((value) => heldOn(value, date))
  return (
    <article className="palette-rule" aria-labelledby="palette-rule" tabIndex={-1} ref={(element) => element?.focus()}>
      <p>
        <ConfidenceBadge confidence={confidence}>{configuration.ruleBadge(configuration.basis[confidence], rule)}</ConfidenceBadge>
      </p>
      <h3 id="palette-rule">{name}</h3>
      <p>{statement}</p>
      {numbers.length === 0 ? null : <p className="mono">{events.details.values(numbers)}</p>}
      {from === undefined ? null : <p className="muted">{text.heldFrom(from)}</p>}
      {to === undefined ? null : <p className="muted">{text.heldUntil(to)}</p>}
      <p>
        <a href={source.url} rel="noreferrer">
          {source.title}
        </a>{' '}
        <span className="muted">{events.details.checked(checked)}</span>
      </p>
    </article>
  )
}
