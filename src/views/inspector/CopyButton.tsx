import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { inspectorText } from '../../text/en/inspector.ts'
import { IconButton } from '../design/Button.tsx'

interface CopyButtonProps {
  label: string
  text: () => string
}

/** Copies a text and says whether that worked. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setSaid(inspectorText.copied)
    } catch {
      setSaid(inspectorText.failed)
    }
  }
  return (
    <>
      <IconButton label={label} size="small" onClick={() => void copy()} onBlur={() => setSaid('')}>
        {said === inspectorText.copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      </IconButton>
      <span className={said === inspectorText.failed ? 'copy-failed' : 'hidden-visually'} role="status">
        {said}
      </span>
    </>
  )
}
