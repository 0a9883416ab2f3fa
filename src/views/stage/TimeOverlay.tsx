/**
 * What follows the playhead and the pointer over a chart: two lines, a veil over what has not happened yet, and
 * their times. Moved by transforms only; nothing is repainted and React does not run.
 */
import { useEffect, useRef } from 'react'
import type { Cell } from '../frame/cell.ts'
import { useFrame } from '../frame/useFrame.ts'
import { usePace } from '../frame/usePace.ts'
import { usePlayback } from '../frame/usePlayback.ts'
import { momentText } from './describe.ts'
import type { StageContext } from './stageApp.ts'
import type { Stretch } from './timeline/drawFurniture.ts'
import { scaleOf } from './timeline/scene.ts'

interface TimeOverlayProps {
  context: StageContext
  plot: { x: number; width: number }
  /** Where the times are written at the top of the lines, for whoever must keep clear of them; null: they are not. */
  labels: Cell<readonly Stretch[]> | null
}

/** Half the width of a time label, and how far it may reach beyond the plot on the right, in CSS pixels. */
const LABEL_HALF = 34
const MARGIN = 12
/** Width of a digit, and of a label without its text. */
const DIGIT = 7.2
const PADDING = 14

/** Changes the text node that is there: a new one in every frame costs more. */
function setText(element: HTMLElement, text: string): void {
  const node = element.firstChild
  if (node === null) element.textContent = text
  else if (node.nodeValue !== text) node.nodeValue = text
}

/** Moves a line to `x` pixels within the plot, or hides it outside. */
function placeLine(line: HTMLElement | null, x: number | null, width: number): void {
  if (!line) return
  const shown = x !== null && x >= -0.5 && x <= width + 0.5
  line.style.visibility = shown ? 'visible' : 'hidden'
  if (shown) line.style.transform = `translateX(${Math.round(x * 2) / 2}px)`
}

interface LabelContent {
  /** Of the plot. */
  width: number
  text: string
  /** The text stays as it is in this frame. */
  keep?: boolean
}

/** Writes a time centred on `x`, kept within the plot. Returns the stretch it covers. */
function placeLabel(label: HTMLElement | null, x: number | null, content: LabelContent): Stretch[] {
  if (!label) return []
  const shown = x !== null && x >= -0.5 && x <= content.width + 0.5
  label.style.visibility = shown ? 'visible' : 'hidden'
  if (!shown) return []
  if (!content.keep) setText(label, content.text)
  const centre = Math.round(Math.min(Math.max(x, LABEL_HALF), content.width - LABEL_HALF + MARGIN))
  label.style.transform = `translateX(${centre}px) translateX(-50%)`
  const half = (content.text.length * DIGIT + PADDING) / 2
  return [{ from: centre - half, to: centre + half }]
}

/** Where the label of the pointer stands so that the one of the playhead does not cover it. */
function apart(over: number, head: number, resolution: number): number {
  const room = 2 * LABEL_HALF + (resolution < 500 ? 24 : 4)
  if (Math.abs(over - head) >= room) return over
  return over >= head || head < room + LABEL_HALF ? head + room : head - room
}

export function TimeOverlay({ context, plot, labels }: TimeOverlayProps) {
  const { clock, viewport, hover, model } = context
  const head = useRef<HTMLDivElement>(null)
  const cross = useRef<HTMLDivElement>(null)
  const veil = useRef<HTMLDivElement>(null)
  const headLabel = useRef<HTMLDivElement>(null)
  const crossLabel = useRef<HTMLDivElement>(null)
  const playing = usePlayback(clock, (state) => state.playing)
  const { until } = model.trace

  const due = usePace()
  useFrame(clock, (state, now) => {
    const { time } = state
    const scale = scaleOf(viewport.get(), { x: 0, width: plot.width })
    const at = scale.toPx(time)
    const hovered = hover.get()
    const over = hovered === null ? null : scale.toPx(hovered)
    placeLine(head.current, at, plot.width)
    placeLine(cross.current, over, plot.width)
    if (veil.current) veil.current.style.transform = `translateX(${Math.min(plot.width, Math.max(0, at))}px)`
    const resolution = scale.density > 0 ? 1 / scale.density : Infinity
    if (!labels) return
    const taken = placeLabel(headLabel.current, at, { width: plot.width, text: momentText(time, until, { resolution }), keep: !due(state, now) })
    const pointed = placeLabel(crossLabel.current, over === null ? null : apart(over, at, resolution), {
      width: plot.width,
      text: hovered === null ? '' : momentText(hovered, until, { resolution }),
    })
    labels.set([...taken, ...pointed].map(({ from, to }) => ({ from: from + plot.x, to: to + plot.x })))
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
      {labels ? (
        <div className="time-labels" style={place} aria-hidden="true">
          <div className="time-cross-label" ref={crossLabel} />
          <div className="time-head-label" ref={headLabel} />
        </div>
      ) : null}
    </>
  )
}
