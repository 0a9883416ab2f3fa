/** Which rules changed between two days. */
import { heldOn, RULES } from './registry.ts'
import type { RuleId } from './registry.ts'
import type { Rule } from './rule.ts'

type KnownRule = Rule & { readonly id: RuleId }

export interface RuleChange {
  /** ISO date of the day on which it changed. */
  on: string
  /** What held on the first of the two days; empty where nothing did. */
  before: readonly KnownRule[]
  /** What held on the second. */
  after: readonly KnownRule[]
}

/** The topic of a rule: rules of one topic replace one another. An old one carries the number of the new one and an H. */
const TOPICS: Partial<Record<RuleId, RuleId>> = { 'BL-01H': 'BL-01', 'BL-02H': 'BL-02', 'CS-06H': 'CS-06', 'CC-21': 'CC-19' }
const topicOf = (id: RuleId): RuleId => TOPICS[id] ?? id

/** Rules that hold on one of the days and not on the other, by topic, in the order of the days they changed. */
export function rulesChangedBetween(first: string, second: string): RuleChange[] {
  const changed = RULES.filter((rule) => heldOn(rule, first) !== heldOn(rule, second))
  const topics = [...new Set(changed.map(({ id }) => topicOf(id)))]
  return topics
    .map((topic) => {
      const rules = changed.filter(({ id }) => topicOf(id) === topic)
      const boundary = rules.flatMap(({ from, to }) => [from, to]).find((day) => day !== undefined)
      return {
        on: boundary ?? '',
        before: rules.filter((rule) => heldOn(rule, first)),
        after: rules.filter((rule) => heldOn(rule, second)),
      }
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
