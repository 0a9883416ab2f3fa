import { ASYNCHRONOUS } from './data/asynchronous.ts'
import { AVAILABILITY } from './data/availability.ts'
import { BILLING } from './data/billing.ts'
import { CONCURRENCY } from './data/concurrency.ts'
import { EVENT_SOURCES } from './data/eventSources.ts'
import { IDEMPOTENCY } from './data/idempotency.ts'
import { LIFECYCLE } from './data/lifecycle.ts'
import { MAPPING_FIELDS } from './data/mappingFields.ts'
import { MODEL } from './data/model.ts'
import { MONITORING } from './data/monitoring.ts'
import { SYNCHRONOUS } from './data/synchronous.ts'
import { TRIGGERS } from './data/triggers.ts'
import type { RuleBody } from './data/sources.ts'
import { RULE_IDS, type RuleId, type RuleIndex } from './ids.ts'
import type { Rule } from './rule.ts'

export type { RuleId, RuleIndex } from './ids.ts'

const BODIES: Readonly<Record<RuleId, RuleBody>> = { ...LIFECYCLE, ...BILLING, ...CONCURRENCY, ...SYNCHRONOUS, ...MONITORING, ...MODEL, ...AVAILABILITY, ...ASYNCHRONOUS, ...EVENT_SOURCES, ...MAPPING_FIELDS, ...IDEMPOTENCY, ...TRIGGERS }

/** Every rule, in the order of the indices that traces store. */
export const RULES: readonly (Rule & { readonly id: RuleId })[] = Object.freeze(
  RULE_IDS.map((id) => Object.freeze({ id, ...BODIES[id] })),
)

const INDEX: ReadonlyMap<string, RuleIndex> = new Map(RULE_IDS.map((id, index) => [id, index]))

/** Position of a rule in `RULES`. */
export function ruleIndex(id: RuleId): RuleIndex {
  const index = INDEX.get(id)
  if (index === undefined) throw new Error(`No rule ${id}`)
  return index
}

/** The rule a trace's index stands for. */
export function ruleAt(index: RuleIndex): Rule & { readonly id: RuleId } {
  const rule = RULES[index]
  if (rule === undefined) throw new RangeError(`No rule at ${index}`)
  return rule
}

export function isRuleId(id: string): id is RuleId {
  return INDEX.has(id)
}

export function ruleOf(id: RuleId): Rule & { readonly id: RuleId } {
  return ruleAt(ruleIndex(id))
}

/** Whether a rule, or one of its values, held on the given day (ISO date; `to` is exclusive). */
export function heldOn(span: { from?: string; to?: string }, date: string): boolean {
  return (span.from === undefined || span.from <= date) && (span.to === undefined || date < span.to)
}

/** The number a rule states under a name, in the unit it states there. */
export function ruleNumber(id: RuleId, name: string): number {
  const found = ruleOf(id).values.find((value) => value.name === name)
  if (typeof found?.value !== 'number') throw new Error(`Rule ${id} has no number ${name}`)
  return found.value
}
