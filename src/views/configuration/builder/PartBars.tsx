import { Plus } from 'lucide-react'
import {
  mayAddFunction, mayAddSource, withAddedFunction, withAddedSource, withCopiedFunction, withCopiedSource, withoutFunction, withoutSource,
} from '../../../scenario/parts.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { builder } from '../../../text/en/builder.ts'
import { configuration } from '../../../text/en/configuration.ts'
import { Button } from '../../design/Button.tsx'
import { sourcesOf, type Target } from '../edit.ts'
import type { Edits } from '../FieldFrame.tsx'
import { PartBar } from './PartBar.tsx'

interface FunctionBarProps {
  scenario: Scenario
  edits: Edits
  /** Position of the function shown. */
  fn: number
  choose: (fn: number) => void
}

/** Which function is shown; more of them, or fewer. */
export function FunctionBar({ scenario, edits, fn, choose }: FunctionBarProps) {
  const shown = scenario.functions[fn]
  const more = (recipe: (before: Scenario) => Scenario) => {
    edits.change(recipe)
    choose(scenario.functions.length)
  }
  return (
    <PartBar
      label={configuration.chooseFunction}
      text={builder.functions}
      value={String(fn)}
      options={scenario.functions.map((one, index) => ({ value: String(index), label: one.FunctionName }))}
      choose={(value) => choose(Number(value))}
      add={() => more(withAddedFunction)}
      copy={() => more((before) => (shown === undefined ? before : withCopiedFunction(before, shown)))}
      remove={() => {
        edits.change((before) => (shown === undefined ? before : withoutFunction(before, shown.FunctionName)))
        choose(Math.max(0, fn - 1))
      }}
      full={!mayAddFunction(scenario)}
      last={scenario.functions.length < 2}
    />
  )
}

interface SourceBarProps {
  scenario: Scenario
  edits: Edits
  target: Target
  choose: (source: number) => void
}

/** Which source of the function is shown; more of them, or fewer. */
export function SourceBar({ scenario, edits, target, choose }: SourceBarProps) {
  const shown = scenario.traffic[target.source]
  const name = scenario.functions[target.fn]?.FunctionName ?? ''
  const more = (recipe: (before: Scenario) => Scenario) => {
    edits.change(recipe)
    choose(scenario.traffic.length)
  }
  const add = () => more((before) => withAddedSource(before, name))
  if (shown === undefined) {
    return (
      <>
        <p className="field-hint">{builder.sources.none}</p>
        <Button size="small" className="reroll" onClick={add}>
          <Plus size={14} aria-hidden />
          {builder.sources.add}
        </Button>
      </>
    )
  }
  return (
    <PartBar
      label={configuration.chooseSource}
      text={builder.sources}
      value={String(target.source)}
      options={sourcesOf(scenario, target.fn).map((index) => ({ value: String(index), label: scenario.traffic[index]?.name ?? '' }))}
      choose={(value) => choose(Number(value))}
      add={add}
      copy={() => more((before) => withCopiedSource(before, shown))}
      remove={() => {
        edits.change((before) => withoutSource(before, shown.name))
        choose(-1)
      }}
      full={!mayAddSource(scenario)}
      last={false}
    />
  )
}
