import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { copying } from '../../text/en/copying.ts'
import { IconButton } from './Button.tsx'

interface CopyButtonProps {
  label: string
  /** What is copied, made when it is asked for. */
  text: () => string
}

/** Copies a text and says whether that worked. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setSaid(copying.copied)
    } catch {
      setSaid(copying.failed)
    }
  }
  return (
    <>
      <IconButton label={label} size="small" onClick={() => void copy()} onBlur={() => setSaid('')}>
        {said === copying.copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      </IconButton>
      <span className={said === copying.failed ? 'copy-failed' : 'hidden-visually'} role="status">
        {said}
      </span>
    </>
  )
}
