import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { CSSProperties, ReactNode, RefObject } from 'react'
import { IconButton } from './Button.tsx'

interface ModalProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  closeLabel: string
  /** CSS pixels. */
  width?: number
  footer?: ReactNode
  /** What has the focus at first; otherwise the first control. */
  initialFocus?: RefObject<HTMLElement | null>
  children: ReactNode
}

/** Modal dialog: focus goes in, stays, and returns; Escape and the visible button close it. */
export function Modal({ open, onOpenChange, title, closeLabel, width, footer, initialFocus, children }: ModalProps) {
  const style = width === undefined ? undefined : ({ '--dialog-width': `${width}px` } as CSSProperties)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dialog" style={style} {...(initialFocus === undefined ? {} : { initialFocus })}>
          <div className="dialog-head">
            <Dialog.Title>{title}</Dialog.Title>
            <IconButton label={closeLabel} onClick={() => onOpenChange(false)}>
              <X size={18} aria-hidden />
            </IconButton>
          </div>
          <div className="dialog-body" tabIndex={0} role="group" aria-label={title}>
            {children}
          </div>
          {footer === undefined ? null : <div className="dialog-foot">{footer}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
