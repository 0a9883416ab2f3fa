import { type ReactNode, useCallback, useId, useMemo, useRef } from 'react'
import { isAge, messageLines, type MessageMetric } from '../../../metrics/messageSeries.ts'
import { messageChartsText as text } from '../../../text/en/messageCharts.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import type { Surface } from '../../chart/surface.ts'
import { useSize } from '../../chart/useSize.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { usePace } from '../../frame/usePace.ts'
import { concurrencyPlot } from '../concurrency/scene.ts'
import { useChartPointer } from '../concurrency/useChartPointer.ts'
import { sourceName } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import { drawFolds } from '../time/drawFolds.ts'
import { RangeBand } from '../time/lazy.tsx'
import type { TimeTools } from '../time/timeTools.ts'
import { TimeOverlay } from '../TimeOverlay.tsx'
import { scaleOf } from '../timeline/scene.ts'
import { drawLines, edgesOf, styleOf } from './drawLines.ts'

interface MessageChartProps {
  context: StageContext
  tools: TimeTools
  metric: MessageMetric
  picker: ReactNode
}

/** Room above the highest value, and the columns of the whole run in which it is looked for. */
const HEADROOM = 1.12
const COLUMNS = 2000
const MICROS_PER_SECOND = 1e6

/** A metric of queues and streams, on the same time axis as the timeline above. */
export function MessageChart({ context, tools, metric, picker }: MessageChartProps) {
  const { clock, viewport, hover, model, palette, scenario } = context
  const { trace, index } = model
  const age = isAge(metric)
  const lines = useMemo(() => messageLines({ index, scenario }, metric).map((line) => ({ ...line, name: sourceName(trace, scenario, line.source) })), [index, trace, scenario, metric])
  const peaks = useMemo(() => peaksOf(lines, trace.until), [lines, trace])
  const box = useRef<HTMLDivElement>(null)
  const readings = useRef<HTMLUListElement>(null)
  const size = useSize(box)
  const plot = useMemo(() => concurrencyPlot(size), [size])
  const paint = useCallback(
    (surface: Surface) => {
      const scale = scaleOf(viewport.get(), plot)
      const edges = edgesOf(plot, scale)
      drawFolds(surface, plot, { scale, palette, words: null })
      drawLines(surface, {
        plot, scale, palette,
        top: Math.max(age ? MICROS_PER_SECOND : 1, ...peaks) * HEADROOM,
        unit: age ? MICROS_PER_SECOND : 1,
        write: (value) => text.value(value, age),
        values: lines.map((line) => line.highest(edges)),
      })
    },
    [viewport, plot, palette, lines, peaks, age],
  )
  useChartPointer(box, context, { plot, tools })
  const read = useRef({ moment: -1, lines })
  const due = usePace()
  useFrame(clock, (state, now) => {
    if (!due(state, now)) return
    const moment = hover.get() ?? state.time
    if (read.current.moment === moment && read.current.lines === lines) return
    read.current = { moment, lines }
    readings.current?.querySelectorAll('[data-reading]').forEach((reading, line) => {
      const shown = lines[line]
      if (shown) reading.textContent = text.value(shown.valueAt(moment), age)
    })
  })
  const id = useId()
  return (
    <section className="stage-panel stage-concurrency" aria-labelledby={id}>
      <div className="stage-panel-head message-chart-head">
        <h2 className="hidden-visually" id={id}>{text.metric(metric)}</h2>
        {picker}
        <ul className="stage-series" role="list" ref={readings}>
          {lines.map(({ source, name }, line) => <Series key={source} name={name} style={styleOf(palette, line)} />)}
        </ul>
      </div>
      <div className="stage-plot" ref={box} data-testid="message-chart">
        <Canvas clock={clock} fonts={palette} paint={paint} watch={viewport.subscribe} className="stage-canvas" />
        <TimeOverlay context={context} plot={plot} labels={null} />
        <RangeBand tools={tools} context={context} plot={plot} />
        <p className="hidden-visually">{lines.map(({ name }, line) => text.peak(name, text.value(peaks[line]!, age))).join(' ')}</p>
      </div>
    </section>
  )
}

function Series({ name, style: { color, dash } }: { name: string; style: ReturnType<typeof styleOf> }) {
  return (
    <li>
      <svg width="22" height="10" aria-hidden="true"><path d="M0 5H22" stroke={color} strokeWidth="2" strokeDasharray={dash.join(' ')} /></svg>
      {name}
      <span className="mono" data-reading aria-hidden="true" />
    </li>
  )
}

/** The highest value of each line over the run. */
function peaksOf(lines: readonly { highest(edges: Float64Array): Float64Array }[], until: number): readonly number[] {
  const edges = Float64Array.from({ length: COLUMNS + 1 }, (_, at) => (at * until) / COLUMNS)
  return lines.map((line) => line.highest(edges).reduce((a, b) => Math.max(a, b), 0))
}
