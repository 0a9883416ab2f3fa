import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import { formatDuration } from '../../../base/format.ts'
import { timeText } from '../../../text/en/time.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { useCell } from '../../frame/cell.ts'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import { scaleOf } from '../timeline/scene.ts'
import { snapTime } from './snap.ts'
import { commitRange, rangeNow, type Range, type TimeTools } from './timeTools.ts'
import { usePlaced } from './useStretches.ts'

const text = timeText.range
type End = 'from' | 'to'

interface RangeOverlayProps {
  tools: TimeTools
  context: StageContext
  plot: { x: number; width: number }
  /** The handles and the length; without, only the band. */
  handles?: boolean
}

/** The measured range as a band over a chart, its ends as the thumbs of a slider with two. */
export function RangeOverlay({ tools, context, plot, handles = false }: RangeOverlayProps) {
  const stored = useStore(tools.app.uiStore, (state) => state.range)
  const drawn = useCell(tools.draft, (range) => range !== null)
  if (stored === null && !drawn) return null
  return <Band tools={tools} context={context} plot={plot} handles={handles} />
}

/** Moves an element to a place of the plot, or hides it beyond. */
function put(element: HTMLElement | null, x: number, width: number): void {
  if (!element) return
  element.style.visibility = x < -1 || x > width + 1 ? 'hidden' : 'visible'
  element.style.transform = `translateX(${x}px)`
}

interface Parts {
  pane: HTMLElement | null
  length: HTMLElement | null
  from: HTMLElement | null
  to: HTMLElement | null
}

const partsOf = (box: HTMLElement): Parts => ({
  pane: box.querySelector<HTMLElement>('.range-pane'),
  length: box.querySelector<HTMLElement>('.range-length'),
  from: box.querySelector<HTMLElement>('[data-end="from"]'),
  to: box.querySelector<HTMLElement>('[data-end="to"]'),
})

function placeBand(box: HTMLElement, range: Range, { scale, until }: { scale: TimeScale; until: number }): void {
  const { pane, length, from, to } = partsOf(box)
  const [start, end] = scale.range
  const width = end - start
  const left = Math.max(0, scale.toPx(range.from) - start)
  const right = Math.min(width, scale.toPx(range.to) - start)
  if (pane) {
    pane.style.visibility = right < 0 || left > width ? 'hidden' : 'visible'
    pane.style.transform = `translateX(${left}px)`
    pane.style.width = `${Math.max(1, right - left)}px`
  }
  put(from, scale.toPx(range.from) - start, width)
  put(to, scale.toPx(range.to) - start, width)
  const words = formatDuration(range.to - range.from)
  if (length) length.textContent = right - left > words.length * 7.5 + 12 ? words : ''
  for (const [which, thumb] of [['from', from], ['to', to]] as const) {
    thumb?.setAttribute('aria-valuenow', String(range[which]))
    thumb?.setAttribute('aria-valuetext', text.value(momentText(range[which], until), words))
    thumb?.setAttribute(which === 'from' ? 'aria-valuemax' : 'aria-valuemin', String(which === 'from' ? range.to : range.from))
  }
}

function Band({ tools, context, plot, handles = false }: RangeOverlayProps) {
  const { viewport } = context
  const { until } = context.model.trace
  const place = useCallback(
    (box: HTMLElement, scale: TimeScale) => {
      const range = rangeNow(tools)
      if (range) placeBand(box, range, { scale, until })
    },
    [tools, until],
  )
  const box = usePlaced(context, plot, place)
  useEffect(() => {
    const again = (): void => {
      if (box.current) place(box.current, scaleOf(viewport.get(), plot))
    }
    again()
    const stops = [tools.draft.subscribe(again), tools.app.uiStore.subscribe(again)]
    return () => stops.forEach((stop) => stop())
  }, [tools, viewport, plot, place, box])
  const name = handles ? { role: 'group', 'aria-label': text.label } : { 'aria-hidden': true }
  const handle = { tools, context, plot }
  return (
    <div className="range-overlay" style={{ left: plot.x, width: plot.width }} ref={box} {...name}>
      <div className="range-pane">{handles ? <span className="range-length" /> : null}</div>
      {handles ? <Handle {...handle} end="from" /> : null}
      {handles ? <Handle {...handle} end="to" /> : null}
    </div>
  )
}

type HandleProps = Omit<RangeOverlayProps, 'handles'> & { end: End }

function Handle({ tools, context, plot, end }: HandleProps) {
  return (
    <div
      className="range-handle"
      role="slider"
      tabIndex={0}
      data-end={end}
      data-testid={`range-${end}`}
      aria-label={text[end]}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={context.model.trace.until}
      aria-valuenow={rangeNow(tools)?.[end] ?? 0}
      {...dragHandlers(tools, context, { plot, end })}
      onKeyDown={(event) => onKey(event, { tools, context, end })}
    />
  )
}

/** One end at a new time; it stops at the other. */
function moveEnd(range: Range, end: End, at: number): Range {
  return end === 'from' ? { from: Math.min(at, range.to - 1), to: range.to } : { from: range.from, to: Math.max(at, range.from + 1) }
}

function dragHandlers(tools: TimeTools, { viewport, model }: StageContext, { plot, end }: { plot: { x: number; width: number }; end: End }) {
  return {
    onPointerDown: (event: React.PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: React.PointerEvent<HTMLElement>): void => {
      const range = rangeNow(tools)
      const frame = event.currentTarget.parentElement?.getBoundingClientRect()
      if (!event.currentTarget.hasPointerCapture(event.pointerId) || !range || !frame) return
      tools.draft.set(moveEnd(range, end, snapTime(model.index, scaleOf(viewport.get(), plot), plot.x + event.clientX - frame.left)))
    },
    onPointerUp: (): void => commitRange(tools),
    onPointerCancel: (): void => tools.draft.set(null),
  }
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1 }

function onKey(event: React.KeyboardEvent, { tools, context, end }: { tools: TimeTools; context: StageContext; end: End }): void {
  const { viewport, model } = context
  const range = rangeNow(tools)
  const step = STEPS[event.key]
  const { from, to } = viewport.get()
  const edge = event.key === 'Home' ? 0 : event.key === 'End' ? model.trace.until : null
  if (!range || (step === undefined && edge === null)) return
  event.preventDefault()
  event.stopPropagation()
  const at = edge ?? Math.round(range[end] + step! * (to - from))
  tools.app.uiStore.setRange(moveEnd(range, end, Math.min(model.trace.until, Math.max(0, at))))
}
