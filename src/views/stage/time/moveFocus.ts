import type { KeyboardEvent } from 'react'

/** Up, Down, Home and End among the elements that match; true if the key was one of them. The list is one tab stop. */
export function moveFocus(event: KeyboardEvent<HTMLElement>, selector: string): boolean {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  const at = items.indexOf(event.target as HTMLElement)
  const target: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }
  const to = target[event.key]
  if (at < 0 || to === undefined) return false
  event.preventDefault()
  const next = items[Math.min(items.length - 1, Math.max(0, to))]
  items.forEach((item) => (item.tabIndex = item === next ? 0 : -1))
  next?.focus()
  return true
}
