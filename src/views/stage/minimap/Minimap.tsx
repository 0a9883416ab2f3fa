/** The whole run in a strip, and a window over the stretch that the charts show: drag it, or move its edges by key. */
import { useCallback, useEffect, useRef } from 'react'
import type { Levels } from '../../../sim/trace/schema.ts'
import { stageText } from '../../../text/en/stage.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import type { Box, Surface } from '../../chart/surface.ts'
import { useSize } from '../../chart/useSize.ts'
import { isWhole, reduceViewport, type Viewport } from '../../chart/viewport.ts'
import type { Palette } from '../../design/palette.ts'
import type { Cell } from '../../frame/cell.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import { peak } from '../concurrency/curve.ts'
import { plotSpan } from '../timeline/layout.ts'

const text = stageText.minimap

/** Shape of the run: requests in flight, with ticks where environments were started and requests refused. */
export function drawMinimap(surface: Surface, levels: Levels, box: Box, palette: Palette): void {
  const highest = Math.max(1, peak(levels.busyMax[0]!, 0, levels.bins))
  const points: number[] = [box.x, box.y + box.height]
  for (let column = 0; column < box.width; column++) {
    const from = Math.floor((column * levels.bins) / box.width)
    const to = Math.max(from + 1, Math.floor(((column + 1) * levels.bins) / box.width))
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

type Part = 'from' | 'to' | 'window'

/** The viewport after one part of the window is moved to, or by, a time. */
export function moveWindow(viewport: Viewport, part: Part, by: number): Viewport {
  if (part === 'window') return reduceViewport(viewport, { kind: 'pan', by })
  const from = part === 'from' ? Math.max(0, Math.min(viewport.from + by, viewport.to - 1)) : viewport.from
  const to = part === 'to' ? Math.min(viewport.until, Math.max(viewport.to + by, viewport.from + 1)) : viewport.to
  return reduceViewport(viewport, { kind: 'show', from, to })
}

const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 }

function setRange(thumb: HTMLElement | null, value: number, words: string): void {
  thumb?.setAttribute('aria-valuenow', String(Math.round(value)))
  thumb?.setAttribute('aria-valuetext', words)
}

/** Handlers that drag the window, or one of its edges, by the element that carries `data-part`. */
function useWindowDrag(viewport: Cell<Viewport>, microsPerPx: number) {
  const dragging = useRef<{ part: Part; x: number } | null>(null)
  return {
    onPointerDown: (event: React.PointerEvent<HTMLElement>): void => {
      const part = event.target instanceof HTMLElement ? (event.target.dataset['part'] as Part | undefined) : undefined
      if (part === undefined) return
      dragging.current = { part, x: event.clientX }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove: (event: React.PointerEvent<HTMLElement>): void => {
      if (!dragging.current) return
      const by = (event.clientX - dragging.current.x) * microsPerPx
      viewport.set(moveWindow(viewport.get(), dragging.current.part, by))
      dragging.current.x = event.clientX
    },
    onPointerUp: (): void => {
      dragging.current = null
    },
  }
}

export function Minimap({ context }: { context: StageContext }) {
  const { clock, viewport, model, palette } = context
  const { trace } = model
  const box = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const from = useRef<HTMLDivElement>(null)
  const to = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const shown = useRef<Viewport | null>(null)
  const size = useSize(box)
  const { x, width } = plotSpan(size.width)

  const paint = useCallback(
    (surface: Surface) => drawMinimap(surface, trace.levels, { x, y: 3, width, height: surface.height - 8 }, palette),
    [trace, x, width, palette],
  )
  useFrame(clock, ({ time }) => {
    if (head.current) head.current.style.transform = `translateX(${(time / Math.max(1, trace.until)) * width}px)`
    const view = viewport.get()
    if (!pane.current || shown.current === view) return
    shown.current = view
    const left = (view.from / Math.max(1, view.until)) * width
    pane.current.style.transform = `translateX(${left}px)`
    pane.current.style.width = `${Math.max(8, ((view.to - view.from) / Math.max(1, view.until)) * width)}px`
    pane.current.dataset['whole'] = String(isWhole(view))
    setRange(from.current, view.from, momentText(view.from, trace.until))
    setRange(to.current, view.to, momentText(view.to, trace.until))
  })
  useEffect(() => {
    shown.current = null
    clock.requestFrame()
    return viewport.subscribe(clock.requestFrame)
  }, [viewport, clock, width, trace])

  const drag = useWindowDrag(viewport, trace.until / Math.max(1, width))
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
      viewport.set(moveWindow(viewport.get(), part, by * trace.until))
    },
  })

  return (
    <div className="stage-minimap" ref={box} role="group" aria-label={text.label} data-testid="minimap">
      <Canvas clock={clock} fonts={palette} paint={paint} className="stage-canvas" />
      <div className="minimap-track" style={{ left: x, width }} {...drag}>
        <div className="minimap-head" ref={head} />
        <div className="minimap-window" ref={pane} data-part="window">
          <div className="minimap-edge" ref={from} {...thumb('from')} />
          <div className="minimap-edge" ref={to} {...thumb('to')} />
        </div>
      </div>
    </div>
  )
}
