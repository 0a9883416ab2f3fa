import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface UnfoldingProps {
  summary: string
  startsOpen?: boolean
  className?: string
  children: ReactNode
}

/** A passage that opens on demand. */
export function Unfolding({ summary, startsOpen = false, className = '', children }: UnfoldingProps) {
  return (
    <details className={`unfolding ${className}`} open={startsOpen}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        {summary}
      </summary>
      {children}
    </details>
  )
}
