import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { stageText } from '../../text/en/stage.ts'
import { sureText } from '../../text/en/sure.ts'
import type { TimelineIndex } from '../../metrics/timeline/timelineIndex.ts'
import type { Palette, Phase } from '../design/palette.ts'
import type { LegendItems } from './legendOf.ts'
import { PhaseSwatch, Swatch } from './LegendSwatch.tsx'

const text = stageText.legend
const PhaseMark = lazy(() => import('../sure/sure.ts').then((module) => ({ default: module.PhaseMark })))
const SourceLegend = lazy(() => import('./timeline/sources/SourceLegend.tsx').then((module) => ({ default: module.SourceLegend })))
const SureDialog = lazy(() => import('../sure/sure.ts').then((module) => ({ default: module.SureDialog })))

interface LegendProps {
  items: LegendItems
  index: TimelineIndex
  palette: Palette
  trace: Trace
  scenario: Scenario
}

/** Parts whose length is documented, or is what the scenario makes it. */
const UNMARKED: ReadonlySet<string> = new Set<Phase>(['network', 'suppressedInit', 'handler'])

/** What colours, patterns and marks mean, and how sure we are of what they show. */
export function Legend({ items, index, palette, trace, scenario }: LegendProps) {
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
      {index.sources.lanes.length > 0 ? <Suspense><SourceLegend index={index} palette={palette} /></Suspense> : null}
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
