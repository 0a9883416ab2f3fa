import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { ruleOf, type RuleId } from '../../rules/registry.ts'
import { apiMessage } from '../../scenario/aws/apiMessage.ts'
import type { Issue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { ApiAnswer } from './ApiAnswer.tsx'
import type { Target } from './edit.ts'

export interface Edits {
  /** Applies an edit. Edits with the same `coalesce` key in a row undo as one. */
  change: (recipe: (scenario: Scenario) => Scenario, coalesce?: string) => void
  /** Ends such a row. */
  settle: () => void
}

export interface KnobFieldProps<K> {
  knob: K
  scenario: Scenario
  target: Target
  issue: Issue | undefined
  edits: Edits
}

interface FieldFrameProps {
  /** The last valid one, which the API would judge a change by; left out where the API has no say. */
  scenario?: Scenario
  label: string
  labelId?: string
  hint: string | undefined
  hintId?: string
  issue: Issue | undefined
  issueId?: string
  rule: RuleId | undefined
  /** Beside the label. */
  aside?: ReactNode
  children?: ReactNode
}

/** Label, control, what is wrong with it, and where its value stands. */
export function FieldFrame(props: FieldFrameProps) {
  const { scenario, label, labelId, hint, hintId, issue, issueId, rule, aside, children } = props
  const api = issue === undefined || scenario === undefined ? null : apiMessage(issue, scenario)
  return (
    <div className="field" data-invalid={issue === undefined ? undefined : ''}>
      <div className="field-head">
        <span className="field-label" id={labelId}>
          {label}
        </span>
        {aside}
      </div>
      {children}
      {issue === undefined ? null : (
        <p className="field-issue" id={issueId}>
          <TriangleAlert size={14} aria-hidden />
          <span>{briefly(issue)}</span>
        </p>
      )}
      {api === null ? null : <ApiAnswer answer={api} />}
      {hint === undefined && rule === undefined ? null : (
        <p className="field-hint" id={hintId}>
          {rule === undefined ? null : <RuleBadge rule={rule} />} {hint}
        </p>
      )}
    </div>
  )
}

/** At the knob, path and value go without saying; other reasons need their sentence. */
function briefly(issue: Issue): string {
  return issue.code === 'invalid' ? configuration.issues.allowed(issue.allowed) : issue.message
}

function RuleBadge({ rule }: { rule: RuleId }) {
  const { confidence } = ruleOf(rule)
  return (
    <ConfidenceBadge confidence={confidence}>
      {configuration.ruleBadge(configuration.basis[confidence], rule)}
    </ConfidenceBadge>
  )
}
