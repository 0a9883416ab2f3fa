import type { ComponentProps, ReactNode } from 'react'
import { tip } from './tips.ts'

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'plain' | 'primary' | 'quiet'
  size?: 'normal' | 'small'
}

export function Button({ variant = 'plain', size = 'normal', className, ...rest }: ButtonProps) {
  const classes = className === undefined ? 'button' : `button ${className}`
  return <button type="button" className={classes} data-variant={variant} data-size={size} {...rest} />
}

interface IconButtonProps extends ButtonProps {
  /** Accessible name, shown as a tooltip. */
  label: string
  /** Key that does the same, shown in the tooltip. */
  shortcut?: string
  /** Not available now: stays focusable so that its name can be read. */
  unavailable?: boolean
  children: ReactNode
}

export function IconButton({ label, shortcut, unavailable = false, onClick, ...rest }: IconButtonProps) {
  return (
    <Button
      aria-label={label}
      aria-disabled={unavailable || undefined}
      data-square=""
      variant="quiet"
      {...tip(label, shortcut)}
      {...rest}
      onClick={unavailable ? undefined : onClick}
    />
  )
}
