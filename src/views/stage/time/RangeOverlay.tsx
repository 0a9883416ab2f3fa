import { useCallback, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { formatDuration } from '../../../base/format.ts'
import { timeText } from '../../../text/en/time.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { useCell } from '../../frame/cell.ts'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import { scaleOf } from '../timeline/scene.ts'
import { snapTime } from './snap.ts'
import { commitRange, ordered, rangeNow, type Range, type TimeTools } from './timeTools.ts'
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
function put(element: HTMLElement | null, x: number, { width }: { width: number }): void {
  if (!element) return
  element.style.visibility = x < -1 || x > width + 1 ? 'hidden' : 'visible'
  element.style.transform = `translateX(${x}px)`
}

function Band({ tools, context, plot, handles }: RangeOverlayProps) {
  const { model } = context
  const { until } = model.trace
  const pane = useRef<HTMLDivElement>(null)
  const length = useRef<HTMLSpanElement>(null)
  const ends = { from: useRef<HTMLDivElement>(null), to: useRef<HTMLDivElement>(null) }
  const { from: fromRef, to: toRef } = ends
  const placeIt = useCallback(
    (_: HTMLElement, scale: TimeScale) => {
      const range = rangeNow(tools)
      if (!range || !pane.current) return
      const left = Math.max(0, scale.toPx(range.from) - plot.x)
      const right = Math.min(plot.width, scale.toPx(range.to) - plot.x)
      pane.current.style.visibility = right < 0 || left > plot.width ? 'hidden' : 'visible'
      pane.current.style.transform = `translateX(${left}px)`
      pane.current.style.width = `${Math.max(1, right - left)}px`
      put(fromRef.current, scale.toPx(range.from) - plot.x, plot)
      put(toRef.current, scale.toPx(range.to) - plot.x, plot)
      const words = formatDuration(range.to - range.from)
      if (length.current) length.current.textContent = right - left > words.length * 7.5 + 12 ? words : ''
      for (const [end, thumb] of [['from', fromRef.current], ['to', toRef.current]] as const) {
        thumb?.setAttribute('aria-valuenow', String(range[end]))
        thumb?.setAttribute('aria-valuetext', text.value(momentText(range[end], until), words))
        thumb?.setAttribute(end === 'from' ? 'aria-valuemax' : 'aria-valuemin', String(end === 'from' ? range.to : range.from))
      }
    },
    [tools, plot, fromRef, toRef, until],
  )
  const box = usePlaced(context, plot, placeIt)
  useEffect(() => {
    const again = (): void => {
      if (box.current) placeIt(box.current, scaleOf(context.viewport.get(), plot))
    }
    again()
    const stops = [tools.draft.subscribe(again), tools.app.uiStore.subscribe(again)]
    return () => stops.forEach((stop) => stop())
  }, [tools, context, plot, placeIt, box])

  const handle = (end: End) => ({
    ref: ends[end],
    className: 'range-handle',
    role: 'slider',
    tabIndex: 0,
    'aria-label': text[end],
    'aria-orientation': 'horizontal' as const,
    'aria-valuemin': 0,
    'aria-valuemax': until,
    'aria-valuenow': rangeNow(tools)?.[end] ?? 0,
    'data-testid': `range-${end}`,
    ...dragHandlers(tools, context, { plot, end }),
    onKeyDown: (event: React.KeyboardEvent) => onKey(event, tools, context, end),
  })
  return (
    <div className="range-overlay" style={{ left: plot.x, width: plot.width }} ref={box} {...(handles ? { role: 'group', 'aria-label': text.label } : { 'aria-hidden': true })}>
      <div className="range-pane" ref={pane}>{handles ? <span className="range-length" ref={length} /> : null}</div>
      {handles ? <div {...handle('from')} /> : null}
      {handles ? <div {...handle('to')} /> : null}
    </div>
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

function onKey(event: React.KeyboardEvent, tools: TimeTools, { viewport, model }: StageContext, end: End): void {
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

/** Draws a range by dragging: what `attachGestures` calls while the pointer is down. */
export function brushOf(tools: TimeTools, { viewport, model }: StageContext, plot: { x: number; width: number }) {
  let origin = 0
  const at = (x: number): number => snapTime(model.index, scaleOf(viewport.get(), plot), x)
  return {
    wants: (event: PointerEvent): boolean => event.shiftKey || tools.measuring.get(),
    begin: (x: number): void => {
      origin = at(x)
    },
    move: (x: number): void => tools.draft.set(ordered(origin, at(x))),
    end: (): void => commitRange(tools),
    cancel: (): void => tools.draft.set(null),
  }
}
