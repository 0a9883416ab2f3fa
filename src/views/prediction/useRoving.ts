import { type KeyboardEvent, useState } from 'react'

/** One tab stop for a column of buttons: arrows, Home and End move inside. */
export function useRoving(count: number) {
  const [active, setActive] = useState(0)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: count - 1 }
    const target = steps[event.key]
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = Math.min(count - 1, Math.max(0, target))
    setActive(next)
    event.currentTarget.querySelectorAll<HTMLElement>('button')[next]?.focus()
  }
  return { active: Math.min(active, count - 1), setActive, onKeyDown }
}
