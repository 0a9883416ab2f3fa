import { ChevronDown } from 'lucide-react'
import { type ComponentType, lazy, Suspense } from 'react'
import { useLatest } from './useLatest.ts'

export interface SelectOption<T extends string> {
  value: T
  label: string
  note?: string
  /** Options of one group stand together below its name. */
  group?: string
}

export interface SelectFieldProps<T extends string> {
  /** Accessible name; shown by the caller. */
  label: string
  value: T
  options: readonly SelectOption<T>[]
  onChange: (value: T) => void
  /** Stretches over the width at hand. */
  wide?: boolean
  className?: string
}

/** Lists that open are a large part of the script, and nobody opens one before the first picture. */
export const loadSelect = () => import('./Select.tsx')
const Select = lazy(() => loadSelect().then((module) => ({ default: module.Select })))

/** Choice of one from many. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  // The inner component hands back one of the values it was given.
  const Inner = Select as ComponentType<unknown> as ComponentType<SelectFieldProps<T>>
  const onChange = useLatest(props.onChange)
  return (
    <Suspense fallback={<ClosedSelect {...props} />}>
      <Inner {...props} onChange={onChange} />
    </Suspense>
  )
}

/** Takes the same room while the script loads. */
function ClosedSelect<T extends string>({ value, options, wide = true, className = '' }: SelectFieldProps<T>) {
  return (
    <span className={`select-trigger ${className}`} data-wide={wide || undefined} aria-hidden>
      <span>{options.find((option) => option.value === value)?.label}</span>
      <ChevronDown size={15} aria-hidden />
    </span>
  )
}
