import { type PointerEvent, useRef, useState } from 'react'
import { builder } from '../../../text/en/builder.ts'
import { withStroke, type Point, type Points } from './curve.ts'

interface CurvePlotProps {
  points: Points
  durationMs: number
  /** When the pen is lifted. */
  onDraw: (points: Points) => void
}

const WIDTH = 240
const HEIGHT = 104
/** Room above the highest point, to draw higher. */
const HEADROOM = 1.35
const LEAST_TOP = 1
/** More than these are a line without handles. */
const HANDLES = 24
const format = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 })

interface Pen {
  stroke: Points
  top: number
}

/** The curve, to be drawn over with pointer, pen or finger. Whoever uses the keys has the table of points below. */
export function CurvePlot({ points: given, durationMs, onDraw }: CurvePlotProps) {
  const [pen, setPen] = useState<Pen | null>(null)
  const points = pen === null ? given : withStroke(given, pen.stroke, durationMs)
  const frame = useRef<SVGSVGElement>(null)
  const top = pen?.top ?? Math.max(LEAST_TOP, ...points.map(([, rate]) => rate)) * HEADROOM
  const x = (at: number): number => (at / durationMs) * WIDTH
  const y = (rate: number): number => HEIGHT - (rate / top) * HEIGHT
  const pointAt = ({ clientX, clientY }: PointerEvent, scale: number): Point => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined) return [0, 0]
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width))
    return [share * durationMs, Math.max(0, (1 - (clientY - box.top) / box.height) * scale)]
  }
  const end = () => {
    if (pen !== null) onDraw(points)
    setPen(null)
  }
  const shown = points.filter(([at]) => at <= durationMs)
  const edge = shown.at(-1)?.[1] ?? 0
  const path = `M0,${y(shown[0]?.[1] ?? 0)} ${shown.map(([at, rate]) => `L${x(at)},${y(rate)}`).join(' ')} L${WIDTH},${y(edge)}`
  return (
    <figure className="curve">
      <svg
        ref={frame}
        role="img"
        aria-label={builder.curve.drawing}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setPen({ stroke: [pointAt(event, top)], top })
        }}
        onPointerMove={(event) => pen !== null && setPen({ ...pen, stroke: [...pen.stroke, pointAt(event, pen.top)] })}
        onPointerUp={end}
        onPointerCancel={() => setPen(null)}
      >
        <path className="curve-area" d={`${path} V${HEIGHT} H0 Z`} />
        <path className="curve-line" d={path} vectorEffect="non-scaling-stroke" />
        {shown.length > HANDLES
          ? null
          : shown.map(([at, rate], index) => (
              <path key={index} className="curve-point" d={`M${x(at)},${y(rate)}h0`} vectorEffect="non-scaling-stroke" />
            ))}
      </svg>
      <figcaption>
        <span>{builder.curve.top(format.format(top))}</span>
        <span>{builder.curve.drawHint}</span>
        <span>{builder.curve.end(format.format(durationMs / 1000))}</span>
      </figcaption>
    </figure>
  )
}
