import type { Confidence } from '../../rules/rule.ts'
import { confidenceText } from '../../text/en/confidence.ts'
import { tip } from './tips.ts'

/** How sure we are, in one letter: its border says it too, and the tooltip in words. Documented needs no mark. */
export function ConfidenceMark({ confidence }: { confidence: Confidence | null }) {
  if (confidence === null || confidence === 'documented') return null
  return (
    <span className="confidence-mark" data-confidence={confidence} {...tip(confidenceText.spoken(confidence, confidenceText.meaning[confidence]))}>
      <span aria-hidden>{confidenceText.letters[confidence]}</span>
      <span className="hidden-visually">{confidenceText.names[confidence]}</span>
    </span>
  )
}
