import { ruleAt } from '../rules/registry'
import type { RuleId } from '../rules/registry'
import type { Scenario } from '../sim/scenario'
import type { RecordId, Trace } from '../sim/trace/schema'
import { KIND } from '../sim/trace/writer'

/** Rules the engine can do without (decision 5); it leaves prices, sizes and the like alone. */
const RELAXABLE: ReadonlySet<RuleId> = new Set([
  'CC-02', 'CC-04', 'CC-06', 'CC-10', 'CC-11', 'CC-19', 'CC-21', 'CC-23', 'CC-23R', 'CS-06H',
  'LC-07', 'LC-15', 'LC-16', 'LC-18', 'SY-06', 'SY-07', 'SY-11', 'SY-12', 'SY-13', 'SY-15',
])

/**
 * The run in which the rule behind a record does not hold: "what if not". Null if the scenario ignores it already,
 * if the engine cannot, and where the rule let something happen rather than stand in its way.
 */
export function relaxationFor(trace: Trace, scenario: Scenario, record: RecordId): { rule: RuleId; scenario: Scenario } | null {
  const { kind, rule: rules } = trace.records
  const rule = ruleAt(rules[record]!).id
  const allows = kind[record] === KIND.arrival || (kind[record] === KIND.handler && rule === 'LC-18')
  if (allows || !RELAXABLE.has(rule) || scenario.relaxed.includes(rule)) return null
  return { rule, scenario: { ...scenario, relaxed: [...scenario.relaxed, rule] } }
}
