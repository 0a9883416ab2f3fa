import { priceOf, type Price } from '../../metrics/price.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { inspectorText } from '../../text/en/inspector.ts'
import { ConfidenceBadge } from '../design/Badge.tsx'
import { ruleOf } from '../../rules/registry.ts'
import { rulesText } from '../../text/en/rules.ts'
import { tip } from '../design/tips.ts'
import type { Inspection } from './inspection.ts'

const text = inspectorText.price

/** What records cost, with the sum on the way there. */
export function PriceSection({ inspection, records }: { inspection: Inspection; records: readonly RecordId[] }) {
  const price = priceOf(inspection.run.trace, inspection.billing, records)
  return (
    <section className="inspector-part" aria-label={text.title}>
      <h3 className="eyebrow">{text.title}</h3>
      {price.lines === null || price.lines.length === 0 ? <p className="muted">{text.none}</p> : <Sum price={price} lines={price.lines} />}
    </section>
  )
}

function Sum({ price, lines }: { price: Price; lines: NonNullable<Price['lines']> }) {
  return (
    <>
      <p>
        <strong>{text.billed(price.billedMs)}</strong>
      </p>
      <p className="mono price-sum">{text.gbSeconds(price.billedMs, price.memoryMB)}</p>
      <dl className="price-lines">
        {lines.map(({ item, quantity, unit, price: each, usd, rule }) => (
          <div key={item}>
            <dt>
              {text.items[item]}{' '}
              <span {...tip(rulesText[rule].statement)}>
                <ConfidenceBadge confidence={ruleOf(rule).confidence}>{rule}</ConfidenceBadge>
              </span>
            </dt>
            <dd className="mono">
              <span className="muted">{text.line(quantity, unit, each)}</span>
              <span>{text.usd(usd)}</span>
            </dd>
          </div>
        ))}
        <div className="price-total">
          <dt>{text.total}</dt>
          <dd className="mono">
            <span>{text.usd(price.usd)}</span>
          </dd>
        </div>
      </dl>
      {price.standing === null ? null : (
        <p className="price-note">
          {text.standing(price.standing.usdPerHour)}{' '}
          <span {...tip(rulesText[price.standing.rule].statement)}>
            <ConfidenceBadge confidence={ruleOf(price.standing.rule).confidence}>{price.standing.rule}</ConfidenceBadge>
          </span>
        </p>
      )}
      <p className="muted price-note">{text.note}</p>
    </>
  )
}
