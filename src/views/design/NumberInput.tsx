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

interface Draft {
  typed: number | null
  /** The value it was typed over: once that changes, the draft is of the past. */
  over: number
  committed: boolean
}

/**
 * Number to type. Commits on Enter, on leaving and on arrow keys, never in the middle of typing; what is out
 * of range is not clamped, so that the message beside it can say what is allowed.
 */
export function NumberInput(props: NumberInputProps) {
  const { label, value, step, bigStep, invalid, describedBy, onCommit } = props
  const [draft, setDraft] = useState<Draft | null>(null)
  const current = draft !== null && draft.over === value && (invalid || !draft.committed)
  const shown = current ? draft.typed : value
  const chars = Math.max(3, new Intl.NumberFormat('en-US', FORMAT).format(shown ?? 0).length)
  const commit = (next: number | null) => {
    if (next === null) return setDraft(null)
    setDraft({ typed: next, over: value, committed: true })
    if (next !== value || invalid) onCommit(next)
  }
  return (
    <NumberField.Root
      className="number-field"
      value={shown}
      step={step}
      largeStep={bigStep}
      smallStep={step}
      locale="en-US"
      format={FORMAT}
      allowOutOfRange
      onValueChange={(next, { reason }) => {
        if (reason === 'keyboard') commit(next)
        else setDraft({ typed: next, over: value, committed: false })
      }}
      onValueCommitted={commit}
    >
      <NumberField.Input
        className="number-input"
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        style={{ '--chars': chars } as CSSProperties}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') commit(shown)
          if (key === 'Escape') retype(currentTarget, value)
        }}
      />
    </NumberField.Root>
  )
}

/** The field keeps what is typed until it is left, and then commits it: typing the old value over it takes it back. */
function retype(input: HTMLInputElement, value: number): void {
  const text = new Intl.NumberFormat('en-US', FORMAT).format(value)
  // React notices only what the element's own setter wrote.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
