import { CopyPlus, Plus, Trash2 } from 'lucide-react'
import { IconButton } from '../../design/Button.tsx'
import { SelectField, type SelectOption } from '../../design/SelectField.tsx'

interface PartBarProps {
  /** Names of the choice and of what the buttons do. */
  label: string
  text: { add: string; copy: string; remove: string }
  value: string
  options: readonly SelectOption<string>[]
  choose: (value: string) => void
  add: () => void
  copy: () => void
  remove: () => void
  /** No room for another one. */
  full: boolean
  /** The last one has to stay. */
  last: boolean
}

/** Chooses one part of the scenario, adds, copies and removes parts. */
export function PartBar({ label, text, value, options, choose, add, copy, remove, full, last }: PartBarProps) {
  return (
    <div className="part-bar">
      <SelectField label={label} value={value} options={options} onChange={choose} />
      <IconButton label={text.add} size="small" unavailable={full} onClick={add}>
        <Plus size={15} aria-hidden />
      </IconButton>
      <IconButton label={text.copy} size="small" unavailable={full} onClick={copy}>
        <CopyPlus size={15} aria-hidden />
      </IconButton>
      <IconButton label={text.remove} size="small" unavailable={last} onClick={remove}>
        <Trash2 size={15} aria-hidden />
      </IconButton>
    </div>
  )
}
