import { NumberField } from '@base-ui/react/number-field'
import { type CSSProperties, useState } from 'react'

interface NumberInputProps {
  /** Accessible name, with the unit. */
  label: string
  value: number
  step: number
  bigStep: number
  /** The last thing typed was refused: keep showing it. */
  invalid: boolean
  describedBy?: string
  onCommit: (value: number) => void
}

const FORMAT: Intl.NumberFormatOptions = { maximumFractionDigits: 6 }

/**
 * Number to type. Commits on Enter, on leaving and on arrow keys, never in the middle of typing; what is out
 * of range is not clamped, so that the message beside it can say what is allowed.
 */
export function NumberInput(props: NumberInputProps) {
  const { label, value, step, bigStep, invalid, describedBy, onCommit } = props
  const [draft, setDraft] = useState<{ typed: number | null; over: number } | null>(null)
  const stale = draft !== null && draft.over !== value
  const shown = draft === null || stale ? value : draft.typed
  const chars = Math.max(3, new Intl.NumberFormat('en-US', FORMAT).format(shown ?? 0).length)
  const commit = (next: number | null) => {
    if (next === null) return setDraft(null)
    setDraft({ typed: next, over: value })
    if (next !== value) onCommit(next)
  }
  return (
    <NumberField.Root
      value={shown}
      step={step}
      largeStep={bigStep}
      smallStep={step}
      locale="en-US"
      format={FORMAT}
      allowOutOfRange
      onValueChange={(next, { reason }) => {
        if (reason === 'keyboard') commit(next)
        else setDraft({ typed: next, over: value })
      }}
      onValueCommitted={commit}
    >
      <NumberField.Input
        className="number-input"
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        style={{ '--chars': chars } as CSSProperties}
        onBlur={() => {
          if (!invalid) setDraft(null)
        }}
      />
    </NumberField.Root>
  )
}
