/** The steps of a chain in words, for the panel and for whoever copies it. */
import { ruleAt } from '../../rules/registry.ts'
import { attemptOf, factsOf, type Run } from '../../metrics/why/facts.ts'
import { decisiveOf } from '../../metrics/why/decisive.ts'
import { decisiveStep, type WhyStep } from '../../metrics/why/steps.ts'
import type { RecordId, Trace } from '../../sim/trace/schema.ts'
import { configuration } from '../../text/en/configuration.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { rulesText } from '../../text/en/rules.ts'
import { whyText } from '../../text/en/why.ts'
import { momentText } from '../stage/describe.ts'

/** What a step was to the whole: the link that could have gone otherwise; the first of all. */
export type StepRole = keyof typeof whyText.roles

/** The role of each step; a single step explains nothing. */
export function rolesOf(trace: Trace, steps: readonly WhyStep[]): readonly (StepRole | null)[] {
  const decisive = decisiveStep(trace, steps)
  const last = steps.length - 1
  return steps.map((_, at) => (last === 0 ? null : at === decisive ? 'decided' : at === last ? 'began' : null))
}

export interface StepWords {
  moment: string
  name: string
  sentence: string
}

export function wordsOf(run: Run, { kind, records, record }: WhyStep): StepWords {
  const { trace } = run
  const facts = factsOf(run, record)
  const moment = momentText(trace.records.time[record]!, trace.until, { resolution: 1000 })
  return { moment, name: whyText.name(facts), sentence: foldedSentence(run, kind, records) ?? whyText.sentence(facts) }
}

function foldedSentence({ trace }: Run, kind: WhyStep['kind'], records: readonly RecordId[]): string | null {
  switch (kind) {
    case 'retries':
      return whyText.folded.retries(attemptOf(trace, records.at(-1)!) - 1)
    case 'start':
      return whyText.folded.start(records.reduce((sum, record) => sum + trace.records.span[record]!, 0))
    case 'more':
      return whyText.folded.more(records.length)
    case 'single':
      return null
  }
}

/** The whole chain as plain text, nothing folded. */
export function chainText(run: Run, steps: readonly WhyStep[]): string {
  const records = steps.flatMap((step) => step.records.toReversed())
  const decisive = decisiveOf(run.trace, records[0]!)
  const roleOf = (record: RecordId, at: number): StepRole | null =>
    records.length === 1 ? null : record === decisive ? 'decided' : at === records.length - 1 ? 'began' : null
  return records
    .map((record, at) => {
      const { moment, sentence } = wordsOf(run, { kind: 'single', records: [record], record })
      const { id, confidence, source, checked } = ruleAt(run.trace.records.rule[record]!)
      const badge = configuration.ruleBadge(configuration.basis[confidence], id)
      return whyText.line({ number: at + 1, moment, role: roleOf(record, at), sentence, badge, rule: rulesText[id].name, source: source.title, url: source.url, checked: inspectorText.rule.checked(checked) })
    })
    .join('\n')
}
