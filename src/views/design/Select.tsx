import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { memo, useCallback, useState } from 'react'
import { sameChoice } from './sameOptions.ts'
import type { SelectFieldProps, SelectOption } from './SelectField.tsx'

/**
 * Choice of one from many. Positioned below its button, so that nothing needs a style element. The list opens
 * within the landmark of its button: whoever walks the page by landmarks finds it there. Dear to render, and
 * most that changes around it leaves it alone.
 */
export const Select = memo(List, sameChoice)

function List({ label, value, options, onChange, wide = true, className = '' }: SelectFieldProps<string>) {
  const [landmark, setLandmark] = useState<HTMLElement | null>(null)
  const trigger = useCallback(
    (button: HTMLElement | null) => setLandmark(button?.closest<HTMLElement>('header, aside, main') ?? null),
    [],
  )
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next, { reason }) => {
        // Without a reason nobody chose: an option went away, and the list would fall back to the first value it had.
        if (next !== null && reason !== 'none') onChange(next)
      }}
    >
      <Base.Trigger ref={trigger} className={`select-trigger ${className}`} data-wide={wide || undefined} aria-label={label}>
        <span>
          <Base.Value />
        </span>
        <Base.Icon>
          <ChevronDown size={15} aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal container={landmark}>
        <Base.Positioner className="popup-positioner" positionMethod="fixed" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="popup">
            <Base.List className="popup-list">
              {groupsOf(options).map(({ name, members }) =>
                name === undefined ? (
                  members.map((option) => <Item key={option.value} option={option} />)
                ) : (
                  <Base.Group key={name} className="popup-group">
                    <Base.GroupLabel className="popup-group-label eyebrow">{name}</Base.GroupLabel>
                    {members.map((option) => (
                      <Item key={option.value} option={option} />
                    ))}
                  </Base.Group>
                ),
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Item({ option: { value, label, note } }: { option: SelectOption<string> }) {
  return (
    <Base.Item value={value} className="popup-item">
      <Base.ItemIndicator className="popup-item-indicator">
        <Check size={15} aria-hidden />
      </Base.ItemIndicator>
      <Base.ItemText className="popup-item-text">{label}</Base.ItemText>
      {note === undefined ? null : <span className="popup-item-note">{note}</span>}
    </Base.Item>
  )
}

interface OptionGroup {
  name: string | undefined
  members: SelectOption<string>[]
}

/** Neighbours of the same group together. */
function groupsOf(options: readonly SelectOption<string>[]): readonly OptionGroup[] {
  const groups: OptionGroup[] = []
  for (const option of options) {
    const last = groups.at(-1)
    if (last !== undefined && last.name === option.group) last.members.push(option)
    else groups.push({ name: option.group, members: [option] })
  }
  return groups
}
