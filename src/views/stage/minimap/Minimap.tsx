/** The whole run in a strip, and a window over the stretch that the charts show: drag it, or move its edges by key. */
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { useStore } from 'zustand'
import type { Levels } from '../../../sim/trace/schema.ts'
import { stageText } from '../../../text/en/stage.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import { Overlay } from '../../chart/Overlay.tsx'
import type { Box, Surface } from '../../chart/surface.ts'
import type { TimeScale } from '../../chart/timeScale.ts'
import { useSize } from '../../chart/useSize.ts'
import { fitViewport, isWhole, pointerActions, reduceViewport, type Viewport } from '../../chart/viewport.ts'
import type { Palette } from '../../design/palette.ts'
import type { Cell } from '../../frame/cell.ts'
import { useUnrest } from '../../frame/unrest.ts'
import { momentText } from '../describe.ts'
import { drawHeadLine } from '../drawPlayhead.ts'
import type { StageContext } from '../stageApp.ts'
import { peak } from '../concurrency/curve.ts'
import { drawFolds } from '../time/drawFolds.ts'
import type { TimeTools } from '../time/timeTools.ts'
import { scaleOf } from '../timeline/scene.ts'
import { plotSpan } from '../timeline/layout.ts'

const text = stageText.minimap

/** Shape of the run: requests in flight, with ticks where environments were started and requests refused. */
function drawMinimap(surface: Surface, levels: Levels, scale: TimeScale, { box, palette }: { box: Box; palette: Palette }): void {
  const binAt = (column: number): number => Math.min(levels.bins, Math.max(0, Math.floor(scale.toTime(box.x + column) / levels.binSpan)))
  const highest = Math.max(1, peak(levels.busyMax[0]!, 0, levels.bins))
  const points: number[] = [box.x, box.y + box.height]
  for (let column = 0; column < box.width; column++) {
    const from = binAt(column)
    const to = Math.max(from + 1, binAt(column + 1))
    const y = box.y + box.height - (peak(levels.busyMax[0]!, from, to) / highest) * (box.height - 4)
    points.push(box.x + column, y, box.x + column + 1, y)
    if (peak(levels.throttles[0]!, from, to) > 0) surface.rect({ x: box.x + column, y: box.y, width: 2, height: 4 }, { color: palette.alarm })
    if (peak(levels.coldStarts[0]!, from, to) > 0) {
      surface.rect({ x: box.x + column, y: box.y + box.height + 1, width: 1, height: 3 }, { color: palette.phases.functionInit.fill })
    }
  }
  points.push(box.x + box.width, box.y + box.height)
  surface.area(points, { color: palette.phases.handler.fill, opacity: 0.5 })
}

/** A small flag from the top, at a bookmark. */
function drawFlag(surface: Surface, x: number, palette: Palette): void {
  surface.area([x - 1, 0, x + 6, 3.5, x, 7, x, surface.height, x - 1, surface.height], { color: palette.accent })
}

const wholes = new WeakMap<object, Viewport>()

/** The view of the whole run with the folding of another; one per folding and length, so that its scale is kept. */
function wholeOf({ folding, until }: Viewport): Viewport {
  const known = folding && wholes.get(folding)
  if (known?.until === until) return known
  const whole = { ...fitViewport(until), ...(folding && { folding }) }
  if (folding) wholes.set(folding, whole)
  return whole
}

type Part = 'from' | 'to' | 'window'

/** The viewport after one part of the window is moved. @param move where the strip has a time that moves along */
export function moveWindow(viewport: Viewport, part: Part, move: (time: number) => number): Viewport {
  if (part === 'window') return reduceViewport(viewport, { kind: 'begin', at: move(viewport.from) })
  const from = part === 'from' ? Math.max(0, Math.min(move(viewport.from), viewport.to - 1)) : viewport.from
  const to = part === 'to' ? Math.min(viewport.until, Math.max(move(viewport.to), viewport.from + 1)) : viewport.to
  return reduceViewport(viewport, { kind: 'show', from, to })
}

const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 }

function setRange(thumb: HTMLElement | null, value: number, words: string): void {
  thumb?.setAttribute('aria-valuenow', String(Math.round(value)))
  thumb?.setAttribute('aria-valuetext', words)
}

interface Grips {
  pane: RefObject<HTMLElement | null>
  from: RefObject<HTMLElement | null>
  to: RefObject<HTMLElement | null>
}

/** Has the grips stand and say where the window is, once it rests. Returns how to have them do so at once. */
function useGrips({ viewport, model }: StageContext, { pane, from, to }: Grips, width: number): () => void {
  const unrest = useUnrest(viewport)
  const { until } = model.trace
  const settle = useCallback((): void => {
    const view = viewport.get()
    const scale = scaleOf(wholeOf(view), { x: 0, width })
    const left = scale.toPx(view.from)
    placeWindow([pane.current, from.current, to.current], left, Math.max(8, scale.toPx(view.to) - left))
    setRange(from.current, view.from, momentText(view.from, until))
    setRange(to.current, view.to, momentText(view.to, until))
  }, [viewport, pane, from, to, until, width])
  useEffect(() => {
    settle()
    return unrest.subscribe(() => void (unrest.moving() || settle()))
  }, [settle, unrest])
  return settle
}

/** Shifts a time by pixels of the strip. */
const shiftBy = (scale: TimeScale, px: number) => (time: number): number => scale.toTime(scale.toPx(time) + px)

/** Handlers that drag the window, or one of its edges, by the element that carries `data-part`; two fingers zoom. */
function useWindowDrag(viewport: Cell<Viewport>, scaleNow: () => TimeScale) {
  const pointers = useRef(new Map<number, number>())
  const part = useRef<Part | null>(null)
  return {
    onPointerDown: (event: React.PointerEvent<HTMLElement>): void => {
      const pressed = event.target instanceof HTMLElement ? (event.target.dataset['part'] as Part | undefined) : undefined
      if (pointers.current.size === 0) part.current = pressed ?? null
      pointers.current.set(event.pointerId, event.clientX - event.currentTarget.getBoundingClientRect().left)
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: React.PointerEvent<HTMLElement>): void => {
      const before = pointers.current.get(event.pointerId)
      if (before === undefined) return
      const was = [...pointers.current.values()]
      const x = event.clientX - event.currentTarget.getBoundingClientRect().left
      pointers.current.set(event.pointerId, x)
      const scale = scaleNow()
      if (was.length > 1) {
        const [zoom] = pointerActions(was, [...pointers.current.values()], scale)
        if (zoom?.kind === 'zoom') viewport.set(reduceViewport(viewport.get(), zoom))
      } else if (part.current) viewport.set(moveWindow(viewport.get(), part.current, shiftBy(scale, x - before)))
    },
    onPointerUp: (event: React.PointerEvent<HTMLElement>): void => {
      pointers.current.delete(event.pointerId)
    },
    onPointerCancel: (event: React.PointerEvent<HTMLElement>): void => {
      pointers.current.delete(event.pointerId)
    },
  }
}

/** How the strip is painted, and when again: with the run, the folding, the range and the bookmarks. */
function useStripPaint({ viewport, model, palette }: StageContext, tools: TimeTools, { x, width }: { x: number; width: number }) {
  const { trace } = model
  const bookmarks = useStore(tools.app.timeStore, (state) => state.bookmarks)
  const range = useStore(tools.app.uiStore, (state) => state.range)
  const paint = useCallback(
    (surface: Surface) => {
      const plot = { x, y: 3, width, height: surface.height - 8 }
      const scale = scaleOf(wholeOf(viewport.get()), plot)
      drawMinimap(surface, trace.levels, scale, { box: plot, palette })
      drawFolds(surface, { ...plot, y: 0, height: surface.height }, { scale, palette, words: null })
      if (range) surface.rect({ x: scale.toPx(range.from), y: 0, width: Math.max(1, scale.toPx(range.to) - scale.toPx(range.from)), height: surface.height }, { color: palette.accent, opacity: 0.16 })
      for (const { at } of bookmarks) drawFlag(surface, scale.toPx(at), palette)
    },
    [trace, x, width, palette, viewport, bookmarks, range],
  )
  const watch = useCallback(
    (repaint: () => void) => {
      let { folding } = viewport.get()
      return viewport.subscribe(() => {
        if (folding !== viewport.get().folding) repaint()
        folding = viewport.get().folding
      })
    },
    [viewport],
  )
  return { paint, watch }
}

/** Where the window stands in the strip, and the playhead, CSS pixels; and whether all is in view. */
type Shown = readonly [left: number, width: number, head: number, whole: boolean]

/** Width and inset of a grip, CSS pixels. */
const GRIP = { width: 5, inset: 9 }

/** The window over the stretch in view, with a grip on each side, and the playhead. On whole pixels: its lines are thin. */
function drawWindow(surface: Surface, [left, width, head, whole]: Shown, palette: Palette): void {
  const box = { y: 1, height: surface.height - 2 }
  const [from, to] = [Math.round(left), Math.round(left + width)]
  const color = whole ? palette.control : palette.accent
  const edge = { color, opacity: whole ? 0.5 : 1 }
  if (!whole) surface.rect({ ...box, x: from, width: to - from }, { color, opacity: 0.12 })
  drawHeadLine(surface, head, { y: 0, height: surface.height }, palette)
  for (const y of [box.y, box.y + box.height - 1]) surface.rect({ x: from + 1, y, width: to - from - 2, height: 1 }, edge)
  for (const x of [from, to - 1]) {
    surface.rect({ ...box, x, width: 1 }, edge)
    surface.rect({ x: x - (GRIP.width - 1) / 2, y: GRIP.inset, width: GRIP.width, height: surface.height - 2 * GRIP.inset }, { color }, GRIP.width / 2)
  }
}

function useWindowPaint({ clock, viewport, palette }: StageContext, { x, width }: { x: number; width: number }) {
  const read = useCallback(
    ({ time }: { time: number }): Shown => {
      const view = viewport.get()
      const scale = scaleOf(wholeOf(view), { x, width })
      const left = scale.toPx(view.from)
      return [left, Math.max(8, scale.toPx(view.to) - left), scale.toPx(time), isWhole(view)]
    },
    [viewport, x, width],
  )
  const draw = useCallback((surface: Surface, shown: Shown) => drawWindow(surface, shown, palette), [palette])
  useEffect(() => viewport.subscribe(clock.requestFrame), [viewport, clock])
  return { read, draw }
}

/** Puts what can be gripped and focused where the window is drawn. */
function placeWindow([pane, from, to]: readonly (HTMLElement | null)[], left: number, width: number): void {
  if (pane) Object.assign(pane.style, { left: `${left}px`, width: `${width}px` })
  if (from) from.style.left = `${left}px`
  if (to) to.style.left = `${left + width}px`
}

export function Minimap({ context, tools }: { context: StageContext; tools: TimeTools }) {
  const { clock, viewport, model, palette } = context
  const { trace } = model
  const box = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const from = useRef<HTMLDivElement>(null)
  const to = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const { x, width } = plotSpan(size.width)

  const wholeNow = useCallback((left: number) => scaleOf(wholeOf(viewport.get()), { x: left, width }), [viewport, width])
  const { paint, watch } = useStripPaint(context, tools, { x, width })
  const windowPaint = useWindowPaint(context, { x, width })
  const settle = useGrips(context, { pane, from, to }, width)

  const drag = useWindowDrag(viewport, () => wholeNow(0))
  const thumb = (part: 'from' | 'to') => ({
    role: 'slider',
    tabIndex: 0,
    'data-part': part,
    'aria-label': text[part],
    'aria-orientation': 'horizontal' as const,
    'aria-valuemin': 0,
    'aria-valuemax': trace.until,
    'aria-valuenow': part === 'from' ? viewport.get().from : viewport.get().to,
    onKeyDown: (event: React.KeyboardEvent) => {
      const by = KEYS[event.key]
      if (by === undefined) return
      event.preventDefault()
      viewport.set(moveWindow(viewport.get(), part, shiftBy(wholeNow(0), by * width)))
      settle()
    },
  })

  return (
    <div className="stage-minimap" ref={box} role="group" aria-label={text.label} data-testid="minimap">
      <Canvas clock={clock} fonts={palette} paint={paint} watch={watch} className="stage-canvas" />
      <Overlay clock={clock} fonts={palette} {...windowPaint} className="stage-canvas" />
      <div className="minimap-track" style={{ left: x, width }} {...drag}>
        <div className="minimap-window" ref={pane} data-part="window" />
        <div className="minimap-edge" ref={from} {...thumb('from')} />
        <div className="minimap-edge" ref={to} {...thumb('to')} />
      </div>
    </div>
  )
}
