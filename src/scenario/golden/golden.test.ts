import { describe, expect, it } from 'vitest'
import { ruleAt } from '../../rules/registry'
import { dumpTrace } from '../../sim/trace/dump'
import type { LaneId, Trace } from '../../sim/trace/schema'
import { LANE } from '../../sim/trace/writer'
import type { Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { GOLDEN } from './scenarios'

function nameOf(scenario: Scenario, trace: Trace): (lane: LaneId) => string {
  const functions = scenario.functions.length
  return (lane) => {
    const kind = trace.lanes.kind[lane]
    if (kind === LANE.function) return scenario.functions[lane - 1]!.FunctionName
    if (kind === LANE.source) return scenario.traffic[lane - 1 - functions]!.name
    return kind === LANE.downstream ? 'downstream' : 'account'
  }
}

/** Read the difference before updating: a changed line is a changed behaviour. */
describe('golden traces', () => {
  for (const [title, scenario] of Object.entries(GOLDEN)) {
    it(title, async () => {
      const trace = simulate(scenario)
      const text = dumpTrace(trace, nameOf(scenario, trace), (rule) => ruleAt(rule).id)
      await expect(text).toMatchFileSnapshot(`./traces/${title.replaceAll(/[^a-z]+/g, '-')}.txt`)
    })
  }
})
