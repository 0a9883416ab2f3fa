import { GitCompareArrows } from 'lucide-react'
import { useMemo } from 'react'
import { describedBy, runsAlike } from '../../scenario/original.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { compare } from '../../text/en/compare.ts'
import { configuration } from '../../text/en/configuration.ts'
import { Button } from '../design/Button.tsx'
import { Unfolding } from '../design/Unfolding.tsx'
import { changesBetween } from './changes.ts'
import { useSteady } from './useSteady.ts'

const text = configuration.changes

export interface Origin {
  /** What the scenario began as, where it is known. */
  original: Scenario | null
  /** What to watch in the original, where its author said so. */
  lookFor: string | null
  /** Puts the original beside it; null where there is nothing to compare. */
  onCompare: (() => void) | null
}

interface HeadProps {
  scenario: Scenario
  origin: Origin
}

/** What the scenario is. What was said of its original is not said of what has become of it. */
export function Head({ scenario, origin: { original, lookFor, onCompare } }: HeadProps) {
  const author = useMemo(() => describedBy(scenario, original), [scenario, original])
  const changed = useMemo(() => original !== null && !runsAlike(original, scenario), [scenario, original])
  const head = useSteady(lookFor ?? original)
  const ownWords = author === null ? scenario.description : ''
  return (
    <div className="configuration-head" ref={head}>
      <h2>{scenario.title === '' ? configuration.title : scenario.title}</h2>
      {ownWords === '' ? null : <p className="muted">{ownWords}</p>}
      {changed && original !== null ? <Changes scenario={scenario} original={original} /> : null}
      {onCompare === null ? null : (
        <Button size="small" className="compare-original" onClick={onCompare}>
          <GitCompareArrows size={14} aria-hidden />
          {compare.menu.original.label}
        </Button>
      )}
      {author === null && !changed ? <LookFor lookFor={lookFor} startsOpen /> : null}
      {author !== null || (changed && lookFor !== null) ? (
        <Unfolding className="about-original" summary={text.about}>
          {author === null ? null : <p className="muted">{author.description}</p>}
          {changed ? <LookFor lookFor={lookFor} /> : null}
        </Unfolding>
      ) : null}
    </div>
  )
}

function LookFor({ lookFor, startsOpen = false }: Pick<Origin, 'lookFor'> & { startsOpen?: boolean }) {
  if (lookFor === null) return null
  return startsOpen ? (
    <Unfolding className="look-for" summary={configuration.lookFor} startsOpen>
      <p className="muted">{lookFor}</p>
    </Unfolding>
  ) : (
    <p className="muted">{lookFor}</p>
  )
}

/** The list is to be taken in at a glance. */
const MOST = 4

function Changes({ scenario, original }: { scenario: Scenario; original: Scenario }) {
  const changes = useMemo(() => changesBetween(original, scenario), [original, scenario])
  const more = changes.length - MOST
  return (
    <>
      <p className="changes-from">{text.from(original.title === scenario.title ? null : original.title)}</p>
      <ul role="list" className="changes">
        {changes.slice(0, MOST).map(({ what, values }) => (
          <li key={what}>
            <span>{what}</span> {values === null ? null : <span className="muted">{text.value(...values)}</span>}
          </li>
        ))}
        {more > 0 ? <li className="muted">{text.more(more)}</li> : null}
      </ul>
    </>
  )
}
