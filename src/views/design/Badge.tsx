import type { Confidence } from '../../rules/rule.ts'

interface ConfidenceBadgeProps {
  confidence: Confidence
  /** What the badge says: the word, or a rule id. */
  children: string
}

/** How sure we are, told by word, colour and border style. */
export function ConfidenceBadge({ confidence, children }: ConfidenceBadgeProps) {
  return (
    <span className="badge" data-confidence={confidence}>
      {children}
    </span>
  )
}
