/** The chain of a message in words, for the panel and for whoever copies it. */
import { messageFacts } from '../../metrics/message/facts.ts'
import { isOrdered } from '../../metrics/message/holder.ts'
import { ruleOfEvent, sourceOfMessage, type Run } from '../../metrics/message/reason.ts'
import { receiptsOf } from '../../metrics/message/story.ts'
import { firstTrouble, repeated, type MessageLink, type MessageStep } from '../../metrics/message/why.ts'
import { factsOf } from '../../metrics/why/facts.ts'
import { ruleAt, ruleOf, type RuleId } from '../../rules/registry.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { configuration } from '../../text/en/configuration.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { messagesText } from '../../text/en/messages.ts'
import { rulesText } from '../../text/en/rules.ts'
import { whyText } from '../../text/en/why.ts'
import { momentText } from '../stage/describe.ts'

/** What a step was to the whole. */
export type MessageRole = keyof typeof messagesText.why.roles

export function rolesOf(steps: readonly MessageStep[]): readonly (MessageRole | null)[] {
  const chain = steps.toReversed().flatMap(({ links }) => links)
  const first = chain[firstTrouble(chain)]
  return steps.map(({ links }, at) => (steps.length === 1 ? null : links.length === 1 && links[0] === first ? 'first' : at === steps.length - 1 ? 'began' : null))
}

/** By which rule an invocation that succeeds leaves messages of its batch. */
function reportRule({ trace, scenario }: Run, record: RecordId): RuleId {
  const receipt = receiptsOf(trace, trace.records.request[record]!)[0]!
  return isOrdered(sourceOfMessage({ trace, scenario }, trace.messageEvents.message[receipt]!).eventSource) ? 'ST-10' : 'SQ-09'
}

export interface LinkWords {
  moment: string
  name: string
  sentence: string
  rule: RuleId
}

export function linkWords(run: Run, link: MessageLink): LinkWords {
  const { trace } = run
  const at = (time: number): string => momentText(time, trace.until, { resolution: 1000 })
  if (link.kind === 'record') {
    const facts = factsOf(run, link.record)
    const own = ruleAt(trace.records.rule[link.record]!).id
    const told = link.left === 'reported' || link.left === 'late' ? ` ${messagesText.why.left[link.left]}` : ''
    return { moment: at(trace.records.time[link.record]!), name: whyText.name(facts), sentence: `${whyText.sentence(facts)}${told}`, rule: link.left === 'reported' ? reportRule(run, link.record) : own }
  }
  const facts = messageFacts(run, link.row)
  return { moment: at(trace.messageEvents.time[link.row]!), name: messagesText.event(facts.event, facts), sentence: messagesText.sentence(facts), rule: ruleOfEvent(run, link.row) }
}

export function stepSentence(run: Run, step: MessageStep): string {
  return step.kind === 'again' ? messagesText.why.again(repeated(run.trace, step)) : linkWords(run, step.links[0]!).sentence
}

/** The whole chain as plain text, the latest first, nothing folded. */
export function chainText(run: Run, steps: readonly MessageStep[]): string {
  const links = steps.flatMap((step) => step.links.toReversed())
  const chain = links.toReversed()
  const first = chain[firstTrouble(chain)]
  return links
    .map((link, at) => {
      const { moment, sentence, rule } = linkWords(run, link)
      const { confidence, source, checked } = ruleOf(rule)
      const badge = configuration.ruleBadge(configuration.basis[confidence], rule)
      const role = link === first ? 'decided' : at === links.length - 1 && at > 0 ? 'began' : null
      return whyText.line({ number: at + 1, moment, role, sentence, badge, rule: rulesText[rule].name, source: source.title, url: source.url, checked: inspectorText.rule.checked(checked) })
    })
    .join('\n')
}
