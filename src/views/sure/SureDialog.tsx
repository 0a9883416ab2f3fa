import { ruleAt, ruleOf, type RuleId } from '../../rules/registry.ts'
import { undocumentedRules } from '../../scenario/confidence.ts'
import { newerThanDate } from '../../scenario/newer.ts'
import { omissionsOf } from '../../scenario/omissions.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { newerText } from '../../text/en/newer.ts'
import { omissionsText } from '../../text/en/omissions.ts'
import { rulesText } from '../../text/en/rules.ts'
import { sureText } from '../../text/en/sure.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { Modal } from '../design/Modal.tsx'
import './sure.css'

interface SureDialogProps {
  trace: Trace
  scenario: Scenario
  onClose: () => void
}

/** What the picture rests on: documented, measured and assumed rules, and what the model leaves out. */
export function SureDialog({ trace, scenario, onClose }: SureDialogProps) {
  const rules = undocumentedRules(scenario)
  const measured = rules.filter((id) => ruleOf(id).confidence === 'measured')
  const assumed = rules.filter((id) => ruleOf(id).confidence === 'assumed')
  const newer = [...new Set(newerThanDate(scenario).map(({ rule }) => rule))]
  return (
    <Modal open onOpenChange={onClose} title={sureText.title} closeLabel={sureText.close} width={680}>
      <div className="prose">
        <p>{sureText.intro}</p>
        <p>{sureText.documented(documentedIn(trace))}</p>
        {newer.length === 0 ? null : (
          <>
            <h3>{newerText.title}</h3>
            <p>{newerText.intro(scenario.lambdaAsOf)}</p>
            <RuleList rules={newer} />
          </>
        )}
        <h3>{sureText.measured}</h3>
        <RuleList rules={measured} />
        <h3>{sureText.assumed}</h3>
        <RuleList rules={assumed} />
        <p>{sureText.where}</p>
        <h3>{sureText.left}</h3>
        <p>{sureText.leftIntro}</p>
        <dl className="sure-list">
          {omissionsOf(scenario).map((id) => (
            <div key={id}>
              <dt>{omissionsText[id].title}</dt>
              <dd>{omissionsText[id].note}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  )
}

function RuleList({ rules }: { rules: readonly RuleId[] }) {
  return (
    <ul className="sure-rules" role="list">
      {rules.map((id) => {
        const { confidence, source } = ruleOf(id)
        return (
          <li key={id}>
            <ConfidenceBadge confidence={confidence}>{id}</ConfidenceBadge>
            <span>
              <strong>{rulesText[id].name}</strong> {rulesText[id].statement}{' '}
              <a href={source.url} rel="noreferrer">
                {source.title}
              </a>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Documented rules that the records of a run name. */
function documentedIn({ records }: Trace): number {
  const seen = new Set<number>()
  for (let record = 0; record < records.length; record++) seen.add(records.rule[record]!)
  return [...seen].filter((index) => ruleAt(index).confidence === 'documented').length
}
