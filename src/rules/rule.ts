/** How sure we are. Documented: AWS says so. Measured: third parties did. Assumed: our modelling choice. */
export type Confidence = 'documented' | 'measured' | 'assumed'

export interface RuleSource {
  title: string
  url: string
}

/** A named quantity of a rule; `from` and `to` bound the days on which it held (ISO dates, `to` exclusive). */
export interface RuleValue {
  name: string
  value: number | boolean | string
  unit: string
  from?: string
  to?: string
}

export interface Rule {
  /** Stable id, as in the fact sheet (`CC-19`) or ours (`MD-01` measured model, `MC-03` modelling choice). */
  id: string
  /** What it says in words is in the message catalogue (`src/text/en/rules.ts`), under the id. */
  values: readonly RuleValue[]
  from?: string
  to?: string
  /** For an assumption: the closest thing AWS or a measurement says. */
  source: RuleSource
  /** ISO date of the copy that was consulted, as exact as it is known: year, month or day. */
  checked: string
  confidence: Confidence
}
