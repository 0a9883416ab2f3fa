import { Menu as Base } from '@base-ui/react/menu'
import { useCallback, useState, type ComponentProps, type ReactNode } from 'react'

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
export function Menu({ items, open, onOpenChange, children, className = '', ...rest }: MenuProps) {
  const [landmark, setLandmark] = useState<HTMLElement | null>(null)
  const trigger = useCallback(
    (button: HTMLElement | null) => setLandmark(button?.closest<HTMLElement>('header, aside, main') ?? null),
    [],
  )
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Base.Trigger ref={trigger} className={`button ${className}`} data-variant="plain" data-size="normal" {...rest}>
        {children}
      </Base.Trigger>
      <Base.Portal container={landmark}>
        <Base.Positioner className="popup-positioner" positionMethod="fixed" sideOffset={6} align="start">
          <Base.Popup className="popup">
            <div className="popup-list">
              {items.map(({ id, label, note, icon, onSelect }) => (
                <Base.Item key={id} className="popup-item" label={label} onClick={onSelect}>
                  <span className="popup-item-indicator">{icon}</span>
                  <span className="popup-item-text">{label}</span>
                  {note === undefined ? null : <span className="popup-item-note">{note}</span>}
                </Base.Item>
              ))}
            </div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
