import type { ReactNode } from 'react'
import type { Palette, Phase } from '../design/palette.ts'

/** What a colour, pattern or mark of the stage means. */
export function Swatch({ label, mark, children }: { label: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <li>
      <svg width="16" height="11" aria-hidden="true">{children}</svg>
      {label}
      {mark}
    </li>
  )
}

export function PhaseSwatch({ fill, pattern, ink }: Palette['phases'][Phase]) {
  return (
    <>
      <rect width="16" height="11" rx="2.5" fill={fill} />
      <PatternLines pattern={pattern} ink={ink} />
    </>
  )
}

const LINES = {
  diagonal: 'M-1 6L5 0M2 11L13 0M9 11L18 2',
  vertical: 'M3 0V11M8 0V11M13 0V11',
  cross: 'M-1 6L5 0M2 11L13 0M9 11L18 2M-1 5L5 11M2 0L13 11M9 0L18 9',
} as const

function PatternLines({ pattern, ink }: { pattern: Palette['phases'][Phase]['pattern']; ink: string }) {
  if (pattern === 'none') return null
  if (pattern === 'dots') {
    return <g fill={ink} opacity="0.5">{[3, 8, 13].flatMap((x) => [3, 8].map((y) => <circle key={`${x}.${y}`} cx={x} cy={y} r="1.1" />))}</g>
  }
  return <path d={LINES[pattern]} stroke={ink} strokeWidth="1.4" opacity="0.45" fill="none" />
}
