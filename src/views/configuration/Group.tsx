import { ChevronRight, Dices } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { DEFAULT_ASSUMPTIONS } from '../../scenario/defaults.ts'
import { sameJson } from '../../scenario/diff.ts'
import type { Issue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { Button } from '../design/Button.tsx'
import { CurveField } from './builder/CurveField.tsx'
import { BurstsField } from './BurstsField.tsx'
import { AssumptionNote } from './AssumptionNote.tsx'
import { withAssumptions, type Target } from './edit.ts'
import type { Edits } from './FieldFrame.tsx'
import { shownKnobs } from './issuesAt.ts'
import type { Knob, KnobGroup } from './knob.ts'
import { KnobField } from './KnobField.tsx'

interface GroupProps {
  group: KnobGroup
  scenario: Scenario
  target: Target
  issues: ReadonlyMap<Knob, Issue>
  edits: Edits
  children?: ReactNode
}

/** Settings that belong together; a disclosure, so that a small screen can fold what it does not need. */
export function Group({ group, scenario, target, issues, edits, children }: GroupProps) {
  const knobs = shownKnobs(group, scenario, target)
  const field = (knob: Knob) => {
    const shared = { scenario, target, issue: issues.get(knob), edits }
    const key = `${knob.id}-${knob.kind}`
    if (knob.kind === 'bursts') return <BurstsField key={key} {...shared} />
    if (knob.kind === 'curve') return <CurveField key={key} {...shared} />
    if (group.id !== 'assumptions') return <KnobField key={key} knob={knob} {...shared} />
    return (
      <div key={key} className="assumption">
        <KnobField knob={knob} {...shared} />
        <AssumptionNote knob={knob} scenario={scenario} target={target} />
      </div>
    )
  }
  const isAdvanced = (knob: Knob) => 'advanced' in knob && knob.advanced === true
  const advanced = knobs.filter(isAdvanced)
  const title = configuration.groups[group.id]
  return (
    <Disclosure title={title} heading startsOpen={group.open} forced={knobs.some((knob) => issues.has(knob))}>
      {group.id === 'assumptions' ? <p className="field-hint">{configuration.assumptionsNote}</p> : null}
      {children}
      {knobs.filter((knob) => !isAdvanced(knob)).map(field)}
      {group.id === 'run' ? <Reroll edits={edits} /> : null}
      {group.id === 'assumptions' ? <ResetAssumptions scenario={scenario} edits={edits} /> : null}
      {advanced.length === 0 ? null : (
        <Disclosure
          title={configuration.more}
          label={configuration.moreOf(title)}
          startsOpen={false}
          forced={advanced.some((knob) => issues.has(knob))}
        >
          {advanced.map(field)}
        </Disclosure>
      )}
    </Disclosure>
  )
}

function Reroll({ edits }: { edits: Edits }) {
  const reroll = () => edits.change((before) => ({ ...before, seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 }))
  return (
    <Button size="small" className="reroll" onClick={reroll}>
      <Dices size={14} aria-hidden />
      {configuration.reroll}
    </Button>
  )
}

function ResetAssumptions({ scenario, edits }: { scenario: Scenario; edits: Edits }) {
  if (sameJson(scenario.assumptions, DEFAULT_ASSUMPTIONS)) return null
  return (
    <Button size="small" className="reroll" onClick={() => edits.change((before) => withAssumptions(before, DEFAULT_ASSUMPTIONS))}>
      {configuration.assumptionsReset}
    </Button>
  )
}

interface DisclosureProps {
  title: string
  /** Accessible name where the title alone is ambiguous. */
  label?: string
  heading?: boolean
  startsOpen: boolean
  /** Something inside needs to be seen. */
  forced: boolean
  children: ReactNode
}

/** A part that folds. */
export function Disclosure({ title, label, heading = false, startsOpen, forced, children }: DisclosureProps) {
  const id = useId()
  const [chosen, setChosen] = useState(startsOpen)
  const open = chosen || forced
  const button = (
    <button
      type="button"
      className={heading ? 'group-toggle eyebrow' : 'group-toggle'}
      aria-expanded={open}
      aria-controls={id}
      aria-label={label}
      onClick={() => setChosen(!open)}
    >
      <ChevronRight size={14} aria-hidden className="group-chevron" />
      {title}
    </button>
  )
  return (
    <div className={heading ? 'group' : 'group-more'}>
      {heading ? <h3 className="group-heading">{button}</h3> : button}
      <div className="group-body" id={id} hidden={!open}>
        {open ? children : null}
      </div>
    </div>
  )
}
