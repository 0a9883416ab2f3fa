import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'

interface UnfoldingProps {
  summary: string
  startsOpen?: boolean
  /** What is long is not there before it is opened. */
  onDemand?: boolean
  className?: string
  children: ReactNode
}

/** A passage that opens on demand. */
export function Unfolding({ summary, startsOpen = false, onDemand = false, className = '', children }: UnfoldingProps) {
  const [open, setOpen] = useState(startsOpen)
  return (
    <details className={`unfolding ${className}`} open={startsOpen} onToggle={onDemand ? (event) => setOpen(event.currentTarget.open) : undefined}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        {summary}
      </summary>
      {open || !onDemand ? children : null}
    </details>
  )
}
