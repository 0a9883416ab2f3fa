import { useState } from 'react'
import { configuration } from '../../text/en/configuration.ts'
import { FieldFrame, type KnobFieldProps } from './FieldFrame.tsx'
import type { TextKnob } from './knob.ts'

interface Draft {
  typed: string
  /** The value it was typed over. */
  over: string
  committed: boolean
}

/** Words to type; taken on Enter and on leaving. What is refused stays to be mended. */
export function TextKnobField({ knob, scenario, target, issue, edits }: KnobFieldProps<TextKnob>) {
  const { label, hint } = configuration.knobs[knob.id]
  const value = knob.read(scenario, target)
  const [draft, setDraft] = useState<Draft | null>(null)
  const current = draft !== null && draft.over === value && (!draft.committed || issue !== undefined)
  const shown = current ? draft.typed : value
  const commit = () => {
    if (shown === value && issue === undefined) return
    setDraft({ typed: shown, over: value, committed: true })
    edits.change((before) => knob.write(before, target, shown))
  }
  return (
    <FieldFrame scenario={scenario} label={label} hint={hint} issue={issue} rule={knob.rule?.(scenario, target)}>
      <input
        className={knob.mono === true ? 'text-input mono' : 'text-input'}
        aria-label={label}
        aria-invalid={issue !== undefined || undefined}
        spellCheck={false}
        autoComplete="off"
        value={shown}
        onChange={(event) => setDraft({ typed: event.target.value, over: value, committed: false })}
        onBlur={commit}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit()
          if (key === 'Escape') setDraft(null)
        }}
      />
    </FieldFrame>
  )
}
