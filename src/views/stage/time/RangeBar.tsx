import { Repeat, X, ZoomIn } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { rangeFigures, type RangeFigures } from '../../../metrics/range.ts'
import { timeText } from '../../../text/en/time.ts'
import { reduceViewport } from '../../chart/viewport.ts'
import { Button, IconButton } from '../../design/Button.tsx'
import { tip } from '../../design/tips.ts'
import { usePlayback } from '../../frame/usePlayback.ts'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import { useSettled } from './useSettled.ts'
import { isLooping, loopOver, type Range, type TimeTools } from './timeTools.ts'

const text = timeText.range

/** The measured range in numbers, and what can be done with it. */
export function RangeBar({ tools, context }: { tools: TimeTools; context: StageContext }) {
  const range = useStore(tools.app.uiStore, (state) => state.range)
  const digest = useStore(tools.app.runStore, (state) => state.digest)
  const current = useStore(tools.app.runStore, (state) => state.outline?.index.trace)
  const { trace } = context.model
  const figures = useMemo(
    () => (range === null || digest === null || current !== trace ? null : rangeFigures(digest, trace, range)),
    [digest, current, trace, range],
  )
  if (range === null) return null
  return <Bar tools={tools} context={context} range={range} figures={figures} />
}

interface BarProps {
  tools: TimeTools
  context: StageContext
  range: Range
  /** Null while a newer run is on its way. */
  figures: RangeFigures | null
}

function Bar({ tools, context, range, figures }: BarProps) {
  const { trace } = context.model
  const at = (time: number): string => momentText(time, trace.until, { resolution: (range.to - range.from) / 100 })
  const bounds = text.bounds(at(range.from), at(range.to))
  const counts = figures === null ? [] : [text.arrivals(figures.arrivals), text.cold(figures.coldStarts), text.throttles(figures.throttles)]
  const times = figures === null ? [] : [text.percentile('p50', figures.p50), text.percentile('p99', figures.p99)]
  const spoken = useSettled(text.summary([bounds, text.length(range.to - range.from), ...counts, ...times]))
  return (
    <div className="range-bar" role="group" aria-label={text.label} data-testid="range">
      <p className="range-facts">
        <span className="range-bounds">{bounds}</span>
        <strong>{text.length(range.to - range.from)}</strong>
        {counts.map((fact) => <span key={fact}>{fact}</span>)}
        {times.map((fact) => <span key={fact} {...tip(text.percentileHint)}>{fact}</span>)}
      </p>
      <RangeButtons tools={tools} context={context} range={range} />
      <p className="hidden-visually" role="status">{spoken}</p>
    </div>
  )
}

function RangeButtons({ tools, context, range }: { tools: TimeTools; context: StageContext; range: Range }) {
  const { app } = tools
  const looping = usePlayback(context.clock, ({ loop }) => isLooping(loop, range))
  const clear = (): void => {
    tools.measuring.set(false)
    app.step(() => app.uiStore.setRange(null))
  }
  const zoom = (): void => {
    const { viewport } = context
    app.step(() => viewport.set(reduceViewport(viewport.get(), { kind: 'show', ...range })))
  }
  return (
    <div className="range-buttons">
      <Button size="small" onClick={zoom}>
        <ZoomIn size={14} aria-hidden />
        {text.zoom}
      </Button>
      <Button size="small" aria-pressed={looping} onClick={() => (looping ? context.clock.setLoop(null) : loopOver(context.clock, range))}>
        <Repeat size={14} aria-hidden />
        {text.loop}
      </Button>
      <IconButton size="small" label={text.clear} onClick={clear}>
        <X size={15} aria-hidden />
      </IconButton>
    </div>
  )
}
