/**
 * What follows the playhead and the pointer over a chart: two lines, a veil over what has not happened yet, and
 * their times. Moved by transforms only; nothing is repainted and React does not run.
 */
import { useEffect, useRef } from 'react'
import { useFrame } from '../frame/useFrame.ts'
import { usePlayback } from '../frame/usePlayback.ts'
import { momentText } from './describe.ts'
import type { StageContext } from './stageApp.ts'
import { scaleOf } from './timeline/scene.ts'

interface TimeOverlayProps {
  context: StageContext
  plot: { x: number; width: number }
  /** Whether the times are written at the top of the lines. */
  labelled: boolean
}

/** Half the width of a time label, and how far it may reach beyond the plot on the right, in CSS pixels. */
const LABEL_HALF = 34
const MARGIN = 12

const setText = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text
}

/** Moves a line to `x` pixels within the plot, or hides it outside. */
function placeLine(line: HTMLElement | null, x: number | null, width: number): void {
  if (!line) return
  const shown = x !== null && x >= -0.5 && x <= width + 0.5
  line.style.visibility = shown ? 'visible' : 'hidden'
  if (shown) line.style.transform = `translateX(${Math.round(x * 2) / 2}px)`
}

/** Writes a time centred on `x`, kept within the plot. */
function placeLabel(label: HTMLElement | null, x: number | null, content: { width: number; text: string }): void {
  if (!label) return
  const shown = x !== null && x >= -0.5 && x <= content.width + 0.5
  label.style.visibility = shown ? 'visible' : 'hidden'
  if (!shown) return
  setText(label, content.text)
  label.style.transform = `translateX(${Math.round(Math.min(Math.max(x, LABEL_HALF), content.width - LABEL_HALF + MARGIN))}px) translateX(-50%)`
}

/** Where the label of the pointer stands so that the one of the playhead does not cover it. */
function apart(over: number, head: number, resolution: number): number {
  const room = 2 * LABEL_HALF + (resolution < 500 ? 24 : 4)
  if (Math.abs(over - head) >= room) return over
  return over >= head || head < room + LABEL_HALF ? head + room : head - room
}

export function TimeOverlay({ context, plot, labelled }: TimeOverlayProps) {
  const { clock, viewport, hover, model } = context
  const head = useRef<HTMLDivElement>(null)
  const cross = useRef<HTMLDivElement>(null)
  const veil = useRef<HTMLDivElement>(null)
  const headLabel = useRef<HTMLDivElement>(null)
  const crossLabel = useRef<HTMLDivElement>(null)
  const playing = usePlayback(clock, (state) => state.playing)
  const { until } = model.trace

  useFrame(clock, ({ time }) => {
    const scale = scaleOf(viewport.get(), { x: 0, width: plot.width })
    const at = scale.toPx(time)
    const hovered = hover.get()
    const over = hovered === null ? null : scale.toPx(hovered)
    placeLine(head.current, at, plot.width)
    placeLine(cross.current, over, plot.width)
    if (veil.current) veil.current.style.transform = `translateX(${Math.min(plot.width, Math.max(0, at))}px)`
    const resolution = scale.density > 0 ? 1 / scale.density : Infinity
    placeLabel(headLabel.current, at, { width: plot.width, text: momentText(time, until, { resolution }) })
    placeLabel(crossLabel.current, over === null ? null : apart(over, at, resolution), {
      width: plot.width,
      text: hovered === null ? '' : momentText(hovered, until, { resolution }),
    })
  })
  useEffect(() => hover.subscribe(clock.requestFrame), [hover, clock])

  const place = { left: plot.x, width: plot.width }
  return (
    <>
      <div className="time-overlay" style={place} data-playing={playing || undefined} aria-hidden="true">
        <div className="time-veil" ref={veil} />
        <div className="time-cross" ref={cross} />
        <div className="time-head" ref={head} />
      </div>
      {labelled ? (
        <div className="time-labels" style={place} aria-hidden="true">
          <div className="time-cross-label" ref={crossLabel} />
          <div className="time-head-label" ref={headLabel} />
        </div>
      ) : null}
    </>
  )
}
