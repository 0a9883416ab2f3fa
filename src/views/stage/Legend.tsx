import type { Trace } from '../../sim/trace/schema.ts'
import { RECORD_KINDS } from '../../sim/trace/schema.ts'
import { stageText } from '../../text/en/stage.ts'
import { PHASES, type Palette, type Phase } from '../design/palette.ts'

const text = stageText.legend
/** Kinds that are looked for before a legend shows them; the rest is always there. */
const SELDOM: ReadonlySet<Phase> = new Set(['download', 'restore', 'suppressedInit'])

/** Phases that occur in a run. Looks at each kind once. */
export function phasesIn({ records }: Trace): readonly Phase[] {
  const seen = new Uint8Array(RECORD_KINDS.length)
  for (let id = 0; id < records.length; id++) seen[records.kind[id]!] = 1
  return PHASES.filter((phase) => !SELDOM.has(phase) || seen[RECORD_KINDS.indexOf(phase)] === 1)
}

/** What colours, patterns and marks mean. */
export function Legend({ phases, palette }: { phases: readonly Phase[]; palette: Palette }) {
  return (
    <ul className="stage-legend" role="list" aria-label={text.label}>
      {phases.map((phase) => (
        <li key={phase}>
          <svg width="16" height="11" aria-hidden="true">
            <rect width="16" height="11" rx="2.5" fill={palette.phases[phase].fill} />
            <PatternLines pattern={palette.phases[phase].pattern} ink={palette.phases[phase].ink} />
          </svg>
          {text[phase]}
        </li>
      ))}
      <li>
        <svg width="16" height="11" aria-hidden="true"><rect y="5" width="16" height="2" fill={palette.idle} opacity="0.7" /></svg>
        {text.idle}
      </li>
      <li>
        <svg width="16" height="11" aria-hidden="true"><rect y="4" width="16" height="3" rx="1.5" fill={palette.billed} /></svg>
        {text.billed}
      </li>
      <li>
        <svg width="12" height="11" aria-hidden="true"><path d="M2 1.5l8 8M10 1.5l-8 8" stroke={palette.alarm} strokeWidth="2.2" /></svg>
        {text.throttled}
      </li>
    </ul>
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
