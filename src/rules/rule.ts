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
  /** Stable id, as in the fact sheet (`CC-19`) or ours (`MD-01` measured model, `UN-03` assumption). */
  id: string
  /** Key of the statement in the message catalogue is the id itself; see `src/text/rules.en.ts`. */
  values: readonly RuleValue[]
  from?: string
  to?: string
  source: RuleSource
  /** ISO date on which the source was last checked. */
  checked: string
  confidence: Confidence
}
