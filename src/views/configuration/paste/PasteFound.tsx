import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import type { PasteChoice, PasteItem, PasteReading, PasteRow } from '../../../scenario/aws/paste.ts'
import type { Scenario } from '../../../sim/scenario.ts'
import { pasteText as words } from '../../../text/en/paste.ts'
import { rulesText } from '../../../text/en/rules.ts'
import { SelectField } from '../../design/SelectField.tsx'
import { SwitchField } from '../../design/SwitchField.tsx'
import { Unfolding } from '../../design/Unfolding.tsx'
import { IssueItems } from '../text/TextMessages.tsx'

interface PasteFoundProps {
  reading: PasteReading
  /** Whether applying would change anything. */
  changes: boolean
  scenario: Scenario
  choice: PasteChoice
  choose: (choice: PasteChoice) => void
  goTo: (line: number) => void
}

/** What was read, where it goes, and what stands in the way. */
export function PasteFound({ reading, changes, scenario, choice, choose, goTo }: PasteFoundProps) {
  const { items, result, fn, mayReport } = reading
  const names = scenario.functions.map(({ FunctionName }) => FunctionName)
  return (
    <div className="paste-found">
      <div role="status">
        <Verdict reading={reading} changes={changes} goTo={goTo} />
      </div>
      {fn === null || names.length < 2 ? null : (
        <Choice label={words.fn} value={fn} options={names.map((value) => ({ value, label: value }))} onChange={(next) => choose({ ...choice, fn: next })} />
      )}
      {items.map((item) => (
        <Item key={item.line} item={item} goTo={goTo} onInto={(value) => choose({ ...choice, into: new Map([...choice.into, [item.line, value]]) })} />
      ))}
      {mayReport ? <Reports checked={choice.reports} onChange={(reports) => choose({ ...choice, reports })} /> : null}
      {result.ignored.length === 0 ? null : (
        <Unfolding className="text-details" summary={words.notes(result.ignored.length)}>
          <IssueItems issues={result.ignored} goTo={goTo} />
        </Unfolding>
      )}
    </div>
  )
}

function Verdict({ reading: { items, result }, changes, goTo }: Pick<PasteFoundProps, 'reading' | 'changes' | 'goTo'>) {
  if (result.ok) {
    return (
      <p className="text-applied">
        <CircleCheck size={15} aria-hidden />
        {changes ? words.ready(items.length) : words.unchanged}
      </p>
    )
  }
  return (
    <div className="issues">
      <p className="issues-title">
        <TriangleAlert size={16} aria-hidden />
        {words.refused(result.issues.length)}
      </p>
      <IssueItems issues={result.issues} goTo={goTo} />
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <div className="paste-choice">
      <span>{label}</span>
      <SelectField label={label} value={value} options={options} onChange={onChange} />
    </div>
  )
}

/** No source has an empty name. */
const NEW = ''

function Item({ item, goTo, onInto }: { item: PasteItem; goTo: (line: number) => void; onInto: (value: string | null) => void }) {
  const id = useId()
  const { line, title, notes, rows, into } = item
  return (
    <section className="paste-item" aria-labelledby={id}>
      <div className="paste-item-head">
        <h3 id={id}>{title}</h3>
        <button type="button" className="line-link" onClick={() => goTo(line)}>
          {words.line(line)}
        </button>
      </div>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {into === null || into.options.length === 0 ? null : (
        <Choice
          label={words.goesTo}
          value={into.value ?? NEW}
          options={[{ value: NEW, label: words.newSource }, ...into.options.map((value) => ({ value, label: value }))]}
          onChange={(value) => onInto(value === NEW ? null : value)}
        />
      )}
      {rows.length === 0 ? null : (
        <dl className="field-list">
          {rows.map((row) => (
            <Row key={row.name} row={row} />
          ))}
        </dl>
      )}
    </section>
  )
}

function Row({ row: { name, value, rule, played } }: { row: PasteRow }) {
  return (
    <div>
      <dt>
        <code>{name}</code> <code className="field-value">{value}</code>
      </dt>
      <dd>
        {played ? null : <strong>{words.kept}. </strong>}
        {rule === null ? null : rulesText[rule].statement}
      </dd>
    </div>
  )
}

function Reports({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId()
  return (
    <div className="paste-switch">
      <div>
        <span id={id}>{words.reports}</span>
        <p className="muted">{words.reportsHint}</p>
      </div>
      <SwitchField labelledBy={id} checked={checked} onChange={onChange} />
    </div>
  )
}
