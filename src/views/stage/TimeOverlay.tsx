/** What follows the playhead and the pointer over a chart, in every frame; React does not run. */
import { useCallback, useEffect, useRef } from 'react'
import type { Transport } from '../../playback/transport.ts'
import { Overlay } from '../chart/Overlay.tsx'
import type { Surface } from '../chart/surface.ts'
import type { Cell } from '../frame/cell.ts'
import { createFade } from '../frame/fade.ts'
import { usePace } from '../frame/usePace.ts'
import { momentText } from './describe.ts'
import { drawPlayhead, labelsOf, type Plot } from './drawPlayhead.ts'
import type { StageContext } from './stageApp.ts'
import type { Stretch } from './timeline/drawFurniture.ts'
import { scaleOf } from './timeline/scene.ts'

interface TimeOverlayProps {
  context: StageContext
  plot: Plot
  /** Where the times are written at the top of the lines, for whoever must keep clear of them; null: they are not. */
  labels: Cell<readonly Stretch[]> | null
}

/** Playhead, pointer and veil, and the texts of the first two. */
type Shown = readonly [head: number, cross: number | null, veil: number, headText: string | null, crossText: string | null]

export function TimeOverlay({ context, plot, labels }: TimeOverlayProps) {
  const { clock, viewport, hover, model, palette } = context
  const { until } = model.trace
  const { x, width } = plot
  const due = usePace()
  const shown = useRef('')
  const fade = useRef(createFade())

  const read = useCallback(
    (state: Transport, now: number): Shown => {
      const scale = scaleOf(viewport.get(), { x, width })
      const head = scale.toPx(state.time)
      const hovered = hover.get()
      const cross = hovered === null ? null : scale.toPx(hovered)
      const veil = fade.current(state.playing, now)
      if (veil > 0 && veil < 1) clock.requestFrame()
      if (!labels) return [head, cross, veil, null, null]
      const resolution = scale.density > 0 ? 1 / scale.density : Infinity
      if (due(state, now)) shown.current = momentText(state.time, until, { resolution })
      return [head, cross, veil, shown.current, hovered === null ? null : momentText(hovered, until, { resolution })]
    },
    [clock, viewport, hover, labels, until, x, width, due],
  )
  const draw = useCallback(
    (surface: Surface, [head, cross, veil, headText, crossText]: Shown) => {
      const scene = { plot: { x, width }, palette, veil, head: { x: head, text: headText }, cross: cross === null ? null : { x: cross, text: crossText } }
      drawPlayhead(surface, scene)
      labels?.set(Object.values(labelsOf(scene)).filter((stretch) => stretch !== null))
    },
    [palette, labels, x, width],
  )
  useEffect(() => hover.subscribe(clock.requestFrame), [hover, clock])
  useEffect(() => viewport.subscribe(clock.requestFrame), [viewport, clock])
  return <Overlay clock={clock} fonts={palette} read={read} draw={draw} className="stage-canvas time-overlay" />
}
