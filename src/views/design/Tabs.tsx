import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

interface TabOf<T extends string> {
  name: T
  label: string
  panel: ReactNode
  /** Stays below the other panels, reduced by the style sheet (`data-reduced`), while they are shown. */
  stays?: boolean
}

interface TabsProps<T extends string> {
  label: string
  tabs: readonly TabOf<T>[]
  value: T
  onChange: (name: T) => void
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Tabs that switch as the arrows move, since their panels show at once. */
export function Tabs<T extends string>({ label, tabs, value, onChange }: TabsProps<T>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = step(
      tabs.findIndex(({ name }) => name === value),
      tabs.length,
    )
    const tab = tabs[next]
    if (tab === undefined) return
    onChange(tab.name)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            className="tab"
            id={`${id}-${tab.name}`}
            aria-controls={`${id}-${tab.name}-panel`}
            aria-selected={tab.name === value}
            tabIndex={tab.name === value ? 0 : -1}
            onClick={() => onChange(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div
          key={tab.name}
          role={tab.name === value ? 'tabpanel' : undefined}
          className="tab-panel"
          data-panel={tab.name}
          data-reduced={(tab.name !== value && tab.stays) || undefined}
          id={`${id}-${tab.name}-panel`}
          aria-labelledby={tab.name === value ? `${id}-${tab.name}` : undefined}
          hidden={tab.name !== value && tab.stays !== true}
        >
          {tab.name === value || tab.stays === true ? tab.panel : null}
        </div>
      ))}
    </div>
  )
}
