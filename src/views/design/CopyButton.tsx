import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './Button.tsx'

interface CopyButtonProps {
  label: string
  /** Said once it is done. */
  done: string
  /** What is copied, made when it is asked for. */
  text: () => string
}

/** Puts text on the clipboard and says so. */
export function CopyButton({ label, done, text }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  const Icon = copied ? Check : Copy
  return (
    <>
      <IconButton label={label} size="small" onClick={() => void copy()} onBlur={() => setCopied(false)} onPointerLeave={() => setCopied(false)}>
        <Icon size={15} aria-hidden />
      </IconButton>
      <span role="status" className="hidden-visually">
        {copied ? done : ''}
      </span>
    </>
  )
}
