import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'

export interface SelectOption<T extends string> {
  value: T
  label: string
  note?: string
}

interface SelectFieldProps<T extends string> {
  /** Accessible name; shown by the caller. */
  label: string
  value: T
  options: readonly SelectOption<T>[]
  onChange: (value: T) => void
  /** Stretches over the width at hand. */
  wide?: boolean
  className?: string
  prefix?: ReactNode
}

/** Choice of one from many. Positioned below its button, so that nothing needs a style element. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, onChange, wide = true, className = '', prefix } = props
  return (
    <Select.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next as T)
      }}
    >
      <Select.Trigger className={`select-trigger ${className}`} data-wide={wide || undefined} aria-label={label}>
        <span>
          {prefix}
          <Select.Value />
        </span>
        <Select.Icon>
          <ChevronDown size={15} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner className="popup-positioner" sideOffset={4} alignItemWithTrigger={false}>
          <Select.Popup className="popup">
            <Select.List className="popup-list">
              {options.map((option) => (
                <Select.Item key={option.value} value={option.value} className="popup-item">
                  <Select.ItemIndicator className="popup-item-indicator">
                    <Check size={15} aria-hidden />
                  </Select.ItemIndicator>
                  <Select.ItemText className="popup-item-text">{option.label}</Select.ItemText>
                  {option.note === undefined ? null : <span className="popup-item-note">{option.note}</span>}
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
