import { Fragment } from 'react'
import type { FutureName } from '../../scenario/comparison.ts'
import { sameJson } from '../../scenario/diff.ts'
import type { Intervention, Scenario } from '../../sim/scenario.ts'
import { compare } from '../../text/en/compare.ts'
import { interventions } from '../../text/en/interventions.ts'
import { changesBetween } from '../configuration/changes.ts'
import { timeOf } from '../interventions/InterventionDialog.tsx'
import { FutureBadge } from './FutureBadge.tsx'
import { RuleChanges } from './RuleChanges.tsx'

const text = compare.changes

interface ChangesTabProps {
  futures: Readonly<Record<FutureName, Scenario>>
  forkMs: number
}

/** How the two scenarios differ: from the start, by interventions, and by the rules of their days. */
export function ChangesTab({ futures, forkMs }: ChangesTabProps) {
  const { a, b } = futures
  const changes = changesBetween({ ...a, interventions: [] }, { ...b, interventions: [] }, { named: true })
  const onlyIn = (one: Scenario, other: Scenario) => one.interventions.filter((event) => !other.interventions.some((same) => sameJson(same, event)))
  const [ofA, ofB] = [onlyIn(a, b), onlyIn(b, a)]
  if (changes.length + ofA.length + ofB.length === 0) return <p className="compare-part muted">{text.none}</p>
  return (
    <div className="compare-part">
      {changes.length === 0 ? null : (
        <section>
          <h3>{forkMs > 0 ? text.fromStartForked : text.fromStart}</h3>
          <table className="compare-table">
            <thead>
              <tr>
                <th scope="col">{compare.numbers.what}</th>
                <th scope="col"><FutureBadge name="a" /></th>
                <th scope="col"><FutureBadge name="b" /></th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ what, values }) => (
                <tr key={what}>
                  <th scope="row" className="compare-change"><Breakable name={what} /></th>
                  {values === null ? <td colSpan={2}>{text.differs}</td> : values.map((value, i) => <td key={i}>{value}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {ofA.length + ofB.length === 0 ? null : (
        <section>
          <h3>{text.atFork}</h3>
          <ul role="list" className="compare-events">
            <Events name="a" events={ofA} scenario={a} />
            <Events name="b" events={ofB} scenario={b} />
          </ul>
        </section>
      )}
      {a.lambdaAsOf === b.lambdaAsOf ? null : <RuleChanges before={a.lambdaAsOf} after={b.lambdaAsOf} />}
    </div>
  )
}

/** Names of fields are long: they break between their words. */
const Breakable = ({ name }: { name: string }) =>
  name.split(/(?<=[a-z])(?=[A-Z])/).map((word, i) => (
    <Fragment key={i}>
      {i === 0 ? null : <wbr />}
      {word}
    </Fragment>
  ))

function Events({ name, events, scenario }: { name: FutureName; events: readonly Intervention[]; scenario: Scenario }) {
  return events.map((event, i) => (
    <li key={i}>
      <FutureBadge name={name} />
      {interventions.sentence(event, timeOf(event, scenario))}
    </li>
  ))
}
