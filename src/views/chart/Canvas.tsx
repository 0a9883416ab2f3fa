/**
 * A canvas that fills its parent and is repainted at most once per frame, only when something it shows
 * changed: its size, the `paint` function, or whoever calls the `repaint` handed to `watch`.
 */
import { useEffect, useRef } from 'react'
import type { Clock } from '../../playback/clock.ts'
import { createCanvasSurface, type CanvasSurface, type Fonts } from './canvasSurface.ts'
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
  const repaintRef = useRef<(() => void) | null>(null)

  useEffect(() => {
    const canvas = ref.current
    const surface = canvas && createCanvasSurface(canvas)
    if (!canvas || !surface) return undefined
    return keepPainted(canvas, { clock, surface, latest, repaintRef, followsClock })
  }, [clock, followsClock])

  useEffect(() => {
    latest.current = { paint, fonts }
    repaintRef.current?.()
  }, [paint, fonts])

  useEffect(() => watch?.(() => repaintRef.current?.()), [watch])

  return <canvas ref={ref} className={className} aria-hidden="true" />
}

interface Painted {
  clock: Clock
  surface: CanvasSurface
  latest: { current: { paint: (surface: Surface) => void; fonts: Fonts } }
  repaintRef: { current: (() => void) | null }
  followsClock: boolean
}

function keepPainted(canvas: HTMLCanvasElement, { clock, surface, latest, repaintRef, followsClock }: Painted): () => void {
  let dirty = false
  const size = { width: 0, height: 0 }
  const repaint = (): void => {
    dirty = true
    clock.requestFrame()
  }
  const painted = { time: -1, rate: 0 }
  const stop = clock.onFrame(({ time, rate }) => {
    if (followsClock && (time !== painted.time || rate !== painted.rate)) dirty = true
    if (!dirty || size.width === 0 || size.height === 0) return
    dirty = false
    painted.time = time
    painted.rate = rate
    surface.begin(size.width, size.height, latest.current.fonts)
    latest.current.paint(surface)
  })
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return
    size.width = Math.floor(entry.contentRect.width)
    size.height = Math.floor(entry.contentRect.height)
    repaint()
  })
  observer.observe(canvas)
  repaintRef.current = repaint
  repaint()
  return () => {
    stop()
    observer.disconnect()
    repaintRef.current = null
  }
}
