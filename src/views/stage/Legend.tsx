import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { stageText } from '../../text/en/stage.ts'
import { sureText } from '../../text/en/sure.ts'
import type { Palette, Phase } from '../design/palette.ts'
import type { LegendItems } from './legendOf.ts'

const text = stageText.legend
const PhaseMark = lazy(() => import('../sure/sure.ts').then((module) => ({ default: module.PhaseMark })))
const SureDialog = lazy(() => import('../sure/sure.ts').then((module) => ({ default: module.SureDialog })))

interface LegendProps {
  items: LegendItems
  palette: Palette
  trace: Trace
  scenario: Scenario
}

/** Parts whose length is documented, or is what the scenario makes it. */
const UNMARKED: ReadonlySet<string> = new Set<Phase>(['network', 'suppressedInit', 'handler'])

/** What colours, patterns and marks mean, and how sure we are of what they show. */
export function Legend({ items, palette, trace, scenario }: LegendProps) {
  // Marks come with what they are worked out from, after the first picture; their room is there before.
  const sure = (part: string): ReactNode =>
    UNMARKED.has(part) ? null : (
      <span className="legend-mark"><Suspense><PhaseMark scenario={scenario} part={part} /></Suspense></span>
    )
  const { handler } = palette.phases
  const alarm = { stroke: palette.alarm, strokeWidth: 1.9, fill: 'none' }
  return (
    <ul className="stage-legend" role="list" aria-label={text.label}>
      {items.phases.map((phase) => (
        <Swatch key={phase} label={text[phase]} mark={sure(phase)}>
          <PhaseSwatch fill={palette.phases[phase].fill} ink={palette.phases[phase].ink} pattern={palette.phases[phase].pattern} />
        </Swatch>
      ))}
      {items.connectionWait ? (
        <Swatch label={text.connectionWait}><PhaseSwatch fill={handler.fill} ink={handler.ink} pattern="vertical" /></Swatch>
      ) : null}
      <Swatch label={text.idle} mark={sure('idle')}><rect y="5" width="16" height="2" fill={palette.idle} opacity="0.7" /></Swatch>
      <Swatch label={text.billed}><rect y="4" width="16" height="3" rx="1.5" fill={palette.billed} /></Swatch>
      {items.failed ? (
        <Swatch label={text.failed}>
          <rect width="16" height="11" rx="2.5" fill={handler.fill} />
          <path d="M16 0V11H10L13 5.5L10 0Z" fill={palette.alarm} />
        </Swatch>
      ) : null}
      {items.throttled ? <Swatch label={text.throttled}><path d="M4 1.5l8 8M12 1.5l-8 8" {...alarm} /></Swatch> : null}
      {items.gaveUp ? <Swatch label={text.gaveUp}><path d="M8 1L13 5.5L8 10L3 5.5Z" {...alarm} /></Swatch> : null}
      {items.dropped ? <Swatch label={text.dropped}><path d="M8 1L13 5.5L8 10L3 5.5Z" {...alarm} fill={palette.alarm} /></Swatch> : null}
      {items.retried ? (
        <Swatch label={text.retried}><path d="M0 5.5H3M5 5.5H8M10 5.5H14M11 2L14.5 5.5L11 9" {...alarm} stroke={palette.textMuted} /></Swatch>
      ) : null}
      <li><Sure trace={trace} scenario={scenario} /></li>
    </ul>
  )
}

/** Opens what the picture rests on. */
function Sure({ trace, scenario }: { trace: Trace; scenario: Scenario }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="sure-button" onClick={() => setOpen(true)}>{sureText.open}</button>
      {open ? <Suspense><SureDialog trace={trace} scenario={scenario} onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  )
}

function Swatch({ label, mark, children }: { label: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <li>
      <svg width="16" height="11" aria-hidden="true">{children}</svg>
      {label}
      {mark}
    </li>
  )
}

function PhaseSwatch({ fill, pattern, ink }: Palette['phases'][Phase]) {
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
