import { ruleAt } from '../rules/registry'
import type { RuleId } from '../rules/registry'
import type { Scenario } from '../sim/scenario'
import type { RecordId, Trace } from '../sim/trace/schema'

/** The run in which the rule behind a record does not hold: "what if not". Null if the scenario ignores it already. */
export function relaxationFor(trace: Trace, scenario: Scenario, record: RecordId): { rule: RuleId; scenario: Scenario } | null {
  const rule = ruleAt(trace.records.rule[record]!).id
  if (scenario.relaxed.includes(rule)) return null
  return { rule, scenario: { ...scenario, relaxed: [...scenario.relaxed, rule] } }
}
