import { type ComponentProps, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from './Button.tsx'

export interface MenuItem {
  id: string
  label: string
  note?: string
  icon?: ReactNode
  onSelect: () => void
}

interface MenuProps extends Pick<ComponentProps<'button'>, 'className' | 'aria-label'> {
  items: readonly MenuItem[]
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What the button shows. */
  children: ReactNode
}

/** A button with a menu. It opens within the landmark of its button, as the lists do. */
export function Menu({ items, open, onOpenChange, children, ...rest }: MenuProps) {
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const landmark = button?.closest<HTMLElement>('header, aside, main') ?? null
  const close = () => {
    onOpenChange(false)
    button?.focus()
  }
  return (
    <>
      <Button ref={setButton} aria-haspopup="menu" aria-expanded={open} onClick={() => onOpenChange(!open)} {...rest}>
        {children}
      </Button>
      {open && button !== null && landmark !== null ? (
        createPortal(<MenuPopup items={items} label={rest['aria-label']} button={button} close={close} leave={() => onOpenChange(false)} />, landmark)
      ) : null}
    </>
  )
}

interface MenuPopupProps {
  items: readonly MenuItem[]
  label: string | undefined
  button: HTMLElement
  /** Closes and goes back to the button. */
  close: () => void
  /** Closes; the focus goes elsewhere by itself. */
  leave: () => void
}

const GAP = 6
const MARGIN = 8

/** Below the button, or above it where there is more room. */
function place(popup: HTMLElement, button: HTMLElement): void {
  const { left, top, bottom } = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = popup
  const below = bottom + GAP + height <= innerHeight - MARGIN || top < innerHeight - bottom
  popup.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`
  popup.style.top = `${Math.max(MARGIN, below ? bottom + GAP : top - GAP - height)}px`
}

/** The item to go to from `at` of `count` by a key; null for other keys. */
function target(key: string, at: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }
  const next = steps[key]
  return next === undefined ? null : (next + count) % count
}

function MenuPopup({ items, label, button, close, leave }: MenuPopupProps) {
  const popup = useRef<HTMLDivElement>(null)
  const rows = (): HTMLElement[] => [...(popup.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  useLayoutEffect(() => {
    if (popup.current === null) return
    place(popup.current, button)
    popup.current.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [button])
  useLeave(popup, button, leave)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return close()
    const all = rows()
    const next = target(event.key, all.indexOf(document.activeElement as HTMLElement), all.length)
    if (next === null && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (next === null) close()
    else all[next]?.focus()
  }
  const choose = ({ onSelect }: MenuItem) => {
    close()
    onSelect()
  }
  return (
    <div ref={popup} className="popup menu popup-list" role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button key={item.id} type="button" role="menuitem" tabIndex={-1} className="popup-item menu-item" onClick={() => choose(item)} onPointerEnter={({ currentTarget }) => currentTarget.focus()}>
          <span className="popup-item-indicator">{item.icon}</span>
          <span className="popup-item-text">{item.label}</span>
          {item.note === undefined ? null : <span className="popup-item-note">{item.note}</span>}
        </button>
      ))}
    </div>
  )
}

/** Closes when something else is pressed, or when the button may have moved. */
function useLeave(popup: React.RefObject<HTMLElement | null>, button: HTMLElement, leave: () => void): void {
  const latest = useRef(leave)
  useEffect(() => {
    latest.current = leave
  })
  useEffect(() => {
    const onPointerDown = ({ target: pressed }: PointerEvent) => {
      const inside = pressed instanceof Node && (popup.current?.contains(pressed) === true || button.contains(pressed))
      if (!inside) latest.current()
    }
    const onResize = () => latest.current()
    document.addEventListener('pointerdown', onPointerDown)
    addEventListener('resize', onResize)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown)
      removeEventListener('resize', onResize)
    }
  }, [popup, button])
}
