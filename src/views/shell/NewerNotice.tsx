import { Info, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useShownScenario } from '../compare/shownScenario.ts'
import { ruleOf } from '../../rules/registry.ts'
import { newerThanDate } from '../../scenario/newer.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { newerText } from '../../text/en/newer.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { IconButton } from '../design/Button.tsx'

/** Says what the scenario uses that Lambda did not have on the day of its rules. */
export function NewerNotice({ app }: { app: LambdascopeApp }) {
  const scenario = useShownScenario(app)
  const [dismissed, setDismissed] = useState('')
  const newer = useMemo(() => newerThanDate(scenario), [scenario])
  // Another day or another feature is news again.
  const content = JSON.stringify([scenario.lambdaAsOf, newer])
  if (newer.length === 0 || content === dismissed) return null
  return (
    <div className="banner newer" role="status">
      <Info size={16} aria-hidden />
      <div>
        <p>{newerText.intro(scenario.lambdaAsOf)}</p>
        <ul role="list">
          {newer.map((each) => (
            <li key={newerText.feature(each)}>
              {newerText.feature(each)} <span className="muted">{newerText.since(each.since)}</span>{' '}
              <ConfidenceBadge confidence={ruleOf(each.rule).confidence}>{each.rule}</ConfidenceBadge>
            </li>
          ))}
        </ul>
      </div>
      <IconButton label={newerText.dismiss} size="small" onClick={() => setDismissed(content)}>
        <X size={15} aria-hidden />
      </IconButton>
    </div>
  )
}
