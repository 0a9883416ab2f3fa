import { useId } from 'react'
import { PHASE_PATTERNS, PHASE_TOKENS, type Pattern, type Phase } from './palette.ts'

interface SwatchProps {
  phase: Phase
  /** CSS pixels. */
  width?: number
  height?: number
}

/** Sample of a phase as the stage draws it: colour and pattern. Decorative; the name stands beside it. */
export function Swatch({ phase, width = 14, height = 10 }: SwatchProps) {
  const id = useId()
  const pattern = PHASE_PATTERNS[phase]
  return (
    <svg className="swatch" width={width} height={height} aria-hidden focusable="false">
      <defs>
        <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse">
          <PatternInk pattern={pattern} />
        </pattern>
      </defs>
      <rect width={width} height={height} rx="2" fill={`var(${PHASE_TOKENS[phase]})`} />
      {pattern === 'none' ? null : <rect width={width} height={height} rx="2" fill={`url(#${id})`} opacity="0.5" />}
    </svg>
  )
}

function PatternInk({ pattern }: { pattern: Pattern }) {
  const line = { stroke: 'var(--phase-ink)', strokeWidth: 1.2 }
  switch (pattern) {
    case 'diagonal':
      return <path d="M-1 1L1 -1M0 5L5 0M4 6L6 4" {...line} />
    case 'dots':
      return <circle cx="2.5" cy="2.5" r="1" fill="var(--phase-ink)" />
    case 'cross':
      return <path d="M0 0L5 5M5 0L0 5" {...line} />
    case 'vertical':
      return <path d="M2.5 0V5" {...line} />
    case 'none':
      return null
  }
}
