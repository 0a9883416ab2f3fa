import type { Issue } from '../../scenario/issue.ts'
import { FieldFrame } from '../configuration/FieldFrame.tsx'
import { SelectField, type SelectOption } from '../design/SelectField.tsx'

interface ChoiceEntryProps<T extends string> {
  label: string
  value: T
  options: readonly SelectOption<T>[]
  issue?: Issue | undefined
  onChange: (value: T) => void
}

/** A labelled choice of a form. */
export function ChoiceEntry<T extends string>({ issue, ...field }: ChoiceEntryProps<T>) {
  const select = <SelectField<T> className="intervention-choice" {...field} />
  return <FieldFrame label={field.label} hint={undefined} issue={issue} rule={undefined} aside={select} />
}
