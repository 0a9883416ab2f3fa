import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { memo, type ReactNode } from 'react'
import { sameChoice } from './sameOptions.ts'
import { useLatest } from './useLatest.ts'

interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string; icon?: ReactNode }[]
  onChange: (value: T) => void
}

/** One of a few, all visible: a radio group drawn as one bar. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const onChange = useLatest((next: string) => props.onChange(next as T))
  return <Bar {...props} onChange={onChange} />
}

const Bar = memo(function Bar({ label, value, options, onChange }: SegmentedProps<string>) {
  return (
    <RadioGroup className="segmented" aria-label={label} value={value} onValueChange={onChange}>
      {options.map((option) => (
        <Radio.Root key={option.value} value={option.value} className="segment" aria-label={option.label}>
          {option.icon}
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}, sameChoice)
