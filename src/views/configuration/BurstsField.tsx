import { Plus, Trash2 } from 'lucide-react'
import type { Issue } from '../../scenario/issue.ts'
import type { Arrivals, Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { NumberInput } from '../design/NumberInput.tsx'
import { sourceAt, withSource, type Target } from './edit.ts'
import type { Edits } from './FieldFrame.tsx'

type Burst = Extract<Arrivals, { kind: 'bursts' }>['bursts'][number]

interface BurstsFieldProps {
  scenario: Scenario
  target: Target
  issue: Issue | undefined
  edits: Edits
}

const ROWS = 8
const text = configuration.bursts

/** The bursts of a source as a small table. */
export function BurstsField({ scenario, target, issue, edits }: BurstsFieldProps) {
  const arrivals = sourceAt(scenario, target)?.arrivals
  if (arrivals?.kind !== 'bursts') return null
  const { bursts } = arrivals
  const set = (next: readonly Burst[]) =>
    edits.change((before) => withSource(before, target, { arrivals: { kind: 'bursts', bursts: next } }))
  const edit = (row: number, patch: Partial<Burst>) =>
    set(bursts.map((burst, index) => (index === row ? { ...burst, ...patch } : burst)))
  const rows = bursts.slice(0, ROWS)
  return (
    <div className="field">
      <table className="bursts">
        <caption className="hidden-visually">{text.title}</caption>
        <thead>
          <tr>
            <th scope="col">{text.at}</th>
            <th scope="col">{text.count}</th>
            <th scope="col">{text.spread}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((burst, row) => (
            <BurstRow
              key={row}
              row={row}
              burst={burst}
              edit={edit}
              remove={() => set(bursts.filter((_, index) => index !== row))}
            />
          ))}
        </tbody>
      </table>
      {bursts.length > ROWS ? <p className="field-hint">{text.more(String(bursts.length - ROWS))}</p> : null}
      {issue === undefined ? null : <p className="field-issue">{issue.message}</p>}
      <Button size="small" variant="quiet" className="bursts-add" onClick={() => set([...bursts, nextBurst(bursts, scenario)])}>
        <Plus size={14} aria-hidden />
        {text.add}
      </Button>
    </div>
  )
}

/** As the last one, halfway to the end of the run. */
function nextBurst(bursts: readonly Burst[], scenario: Scenario): Burst {
  const last = bursts.at(-1)
  const atMs = Math.round(((last?.atMs ?? 0) + scenario.durationMs) / 2)
  return { atMs, count: last?.count ?? 10, spreadMs: last?.spreadMs ?? 100 }
}

interface BurstRowProps {
  row: number
  burst: Burst
  edit: (row: number, patch: Partial<Burst>) => void
  remove: () => void
}

function BurstRow({ row, burst, edit, remove }: BurstRowProps) {
  const number = row + 1
  return (
    <tr>
      <td>
        <NumberInput
          label={text.atLabel(number)}
          value={burst.atMs / 1000}
          step={0.1}
          bigStep={1}
          invalid={false}
          onCommit={(seconds) => edit(row, { atMs: Math.round(seconds * 1000) })}
        />
        <span aria-hidden> {text.seconds}</span>
      </td>
      <td>
        <NumberInput
          label={text.countLabel(number)}
          value={burst.count}
          step={1}
          bigStep={10}
          invalid={false}
          onCommit={(count) => edit(row, { count })}
        />
      </td>
      <td>
        <NumberInput
          label={text.spreadLabel(number)}
          value={burst.spreadMs}
          step={10}
          bigStep={100}
          invalid={false}
          onCommit={(spreadMs) => edit(row, { spreadMs })}
        />
        <span aria-hidden> {text.milliseconds}</span>
      </td>
      <td>
        <IconButton label={text.remove(number)} size="small" onClick={remove}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </td>
    </tr>
  )
}
