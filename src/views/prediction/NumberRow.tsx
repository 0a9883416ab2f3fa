import { useId } from 'react'
import './prediction.css'

interface NumberRowProps {
  label: string
  /** The highest number offered; the lowest is 0. */
  most: number
  value: number | null
  onChange: (value: number) => void
}

/** A number chosen from a row of all there are: a radio group. */
export function NumberRow({ label, most, value, onChange }: NumberRowProps) {
  const name = useId()
  return (
    <div className="number-row" role="radiogroup" aria-label={label}>
      {Array.from({ length: most + 1 }, (_, n) => (
        <label key={n} className="number-choice">
          <input type="radio" name={name} value={n} checked={value === n} onChange={() => onChange(n)} />
          <span>{n}</span>
        </label>
      ))}
    </div>
  )
}
