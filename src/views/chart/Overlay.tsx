/**
 * A light picture over others that moves in every frame: playhead, pointer, window of the minimap. It is drawn
 * rather than moved as an element, since for each element that moves the browser works out the layers of the
 * whole page again, which costs more than a few strokes. Unlike a `Canvas` it waits for nobody: all of them
 * move in the same frame.
 */
import { useEffect, useRef } from 'react'
import type { Clock } from '../../playback/clock.ts'
import type { Transport } from '../../playback/transport.ts'
import { usePaint } from '../frame/useFrame.ts'
import { createCanvasSurface, type CanvasSurface, type Fonts } from './canvasSurface.ts'
import type { Surface } from './surface.ts'

type Parts = readonly unknown[]

export interface OverlayProps<T extends Parts> {
  clock: Clock
  fonts: Fonts
  /** What the picture is of in this frame. Where no part of it changed, nothing is drawn. */
  read: (state: Transport, nowMs: number) => T
  draw: (surface: Surface, parts: T) => void
  className?: string
}

const isSame = (parts: Parts, others: Parts | null): boolean => others?.length === parts.length && parts.every((part, at) => Object.is(part, others[at]))

export function Overlay<T extends Parts>({ clock, fonts, read, draw, className }: OverlayProps<T>) {
  const ref = useRef<HTMLCanvasElement>(null)
  const surface = useRef<CanvasSurface | null>(null)
  const size = useRef({ width: 0, height: 0 })
  const drawn = useRef<T | null>(null)

  usePaint(clock, (state, now) => {
    const { width, height } = size.current
    if (surface.current === null || width === 0 || height === 0) return
    const parts = read(state, now)
    if (isSame(parts, drawn.current)) return
    drawn.current = parts
    surface.current.begin(width, height, fonts)
    draw(surface.current, parts)
  })
  useEffect(() => {
    drawn.current = null
    clock.requestFrame()
  }, [clock, fonts, read, draw])
  useEffect(() => {
    const canvas = ref.current
    if (canvas === null) return undefined
    surface.current = createCanvasSurface(canvas)
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      size.current = { width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) }
      drawn.current = null
      clock.requestFrame()
    })
    observer.observe(canvas)
    return () => observer.disconnect()
  }, [clock])

  return <canvas ref={ref} className={className} aria-hidden="true" />
}
