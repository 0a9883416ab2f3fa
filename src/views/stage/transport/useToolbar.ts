import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'

const ITEMS = 'button, select'

interface Toolbar {
  ref: RefObject<HTMLDivElement | null>
  onKeyDown: (event: KeyboardEvent) => void
  onFocus: (event: { target: EventTarget }) => void
}

/** The toolbar pattern: one tab stop, arrows, Home and End move inside, the last item used is remembered. */
export function useToolbar(): Toolbar {
  const ref = useRef<HTMLDivElement>(null)
  const active = useRef(0)
  const items = (): HTMLElement[] => [...(ref.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])]
  useEffect(() => {
    const all = items()
    const kept = Math.min(active.current, all.length - 1)
    all.forEach((item, at) => (item.tabIndex = at === kept ? 0 : -1))
  })
  const moveTo = (at: number): void => {
    const all = items()
    active.current = (at + all.length) % all.length
    all.forEach((item, other) => (item.tabIndex = other === active.current ? 0 : -1))
    all[active.current]?.focus()
  }
  return {
    ref,
    onKeyDown: (event) => {
      const at = items().indexOf(event.target as HTMLElement)
      if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return
      const steps: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }
      const target = steps[event.key]
      if (target === undefined) return
      event.preventDefault()
      moveTo(target)
    },
    onFocus: (event) => {
      const all = items()
      const at = all.indexOf(event.target as HTMLElement)
      if (at < 0) return
      active.current = at
      all.forEach((item, other) => (item.tabIndex = other === at ? 0 : -1))
    },
  }
}
