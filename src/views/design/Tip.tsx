import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'

interface TipProps {
  label: string
  shortcut?: string
  /** The element it describes; must take a ref and props. */
  children: ReactElement
}

/** Tooltip on hover and focus; Escape dismisses it, the pointer may rest on it. */
export function Tip({ label, shortcut, children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner className="popup-positioner" sideOffset={6} collisionPadding={8}>
          <Tooltip.Popup className="tooltip">
            {label}
            {shortcut === undefined ? null : <kbd className="kbd">{shortcut}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
