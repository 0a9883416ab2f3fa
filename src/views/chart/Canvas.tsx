/**
 * A canvas that fills its parent and is repainted at most once per frame, only when something it shows
 * changed: its size, the `paint` function, or whoever calls the `repaint` handed to `watch`.
 */
import { useEffect, useRef } from 'react'
import type { Clock } from '../../playback/clock.ts'
import { createCanvasSurface, type CanvasSurface, type Fonts } from './canvasSurface.ts'
import { paintQueueOf, type Painter } from './paintQueue.ts'
import type { Surface } from './surface.ts'

export interface CanvasProps {
  clock: Clock
  fonts: Fonts
  paint: (surface: Surface) => void
  /** Subscribes `repaint` to what else the picture depends on; returns the unsubscription. */
  watch?: (repaint: () => void) => () => void
  className?: string
  /** The picture depends on the playhead and the rate: it is repainted in every frame that moves them. */
  followsClock?: boolean
}

export function Canvas({ clock, fonts, paint, watch, className, followsClock = false }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const latest = useRef({ paint, fonts })
  const repaintRef = useRef<Repaint | null>(null)

  useEffect(() => {
    const canvas = ref.current
    const surface = canvas && createCanvasSurface(canvas)
    if (!canvas || !surface) return undefined
    return keepPainted(canvas, { clock, surface, latest, repaintRef, followsClock })
  }, [clock, followsClock])

  useEffect(() => {
    latest.current = { paint, fonts }
    repaintRef.current?.('urgent')
  }, [paint, fonts])

  useEffect(() => watch?.(() => repaintRef.current?.()), [watch])

  return <canvas ref={ref} className={className} aria-hidden="true" />
}

type Repaint = (urgency?: 'urgent') => void

interface Painted {
  clock: Clock
  surface: CanvasSurface
  latest: { current: { paint: (surface: Surface) => void; fonts: Fonts } }
  repaintRef: { current: Repaint | null }
  followsClock: boolean
}

function keepPainted(canvas: HTMLCanvasElement, { clock, surface, latest, repaintRef, followsClock }: Painted): () => void {
  const queue = paintQueueOf(clock)
  const size = { width: 0, height: 0 }
  const painted = { time: -1, rate: 0 }
  const painter: Painter = {
    cost: 0,
    isOutdated: ({ time, rate }) => followsClock && (time !== painted.time || rate !== painted.rate),
    paint: () => {
      if (size.width === 0 || size.height === 0) return
      const { time, rate } = clock.state()
      painted.time = time
      painted.rate = rate
      surface.begin(size.width, size.height, latest.current.fonts)
      latest.current.paint(surface)
    },
  }
  const repaint: Repaint = (urgency) => queue.ask(painter, urgency)
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return
    size.width = Math.floor(entry.contentRect.width)
    size.height = Math.floor(entry.contentRect.height)
    // At once, or it would be seen stretched.
    painter.paint()
  })
  queue.add(painter)
  observer.observe(canvas)
  repaintRef.current = repaint
  repaint('urgent')
  return () => {
    queue.remove(painter)
    observer.disconnect()
    repaintRef.current = null
  }
}
