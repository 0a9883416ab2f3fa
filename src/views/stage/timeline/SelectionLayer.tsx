import { useCallback, useMemo } from 'react'
import { formatCount } from '../../../base/format.ts'
import { relatedRecords } from '../../../metrics/environments.ts'
import { NONE } from '../../../sim/trace/schema.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import type { Surface } from '../../chart/surface.ts'
import type { StageContext } from '../stageApp.ts'
import { drawSelection } from './drawSelection.ts'
import { drawWhy } from './drawWhy.ts'
import type { TimelineLayout } from './layout.ts'
import { scaleOf } from './scene.ts'

interface SelectionLayerProps {
  context: StageContext
  layout: TimelineLayout
}

/** Over the timeline: what belongs to the selection, and the chain of its causes while that is on show. */
export function SelectionLayer({ context, layout }: SelectionLayerProps) {
  const { selection, lane, whyChain } = context
  const none = selection === null && lane === null && whyChain === null
  return none ? null : <Layer context={context} layout={layout} />
}

function Layer({ context, layout }: SelectionLayerProps) {
  const { clock, viewport, palette, model, selection, lane, whyChain, whyAround } = context
  const { index, trace } = model
  const request = selection === null ? NONE : (trace.records.request[selection] ?? NONE)
  const related = useMemo(() => (request === NONE ? [] : relatedRecords(trace, request)), [trace, request])
  const paint = useCallback(
    (surface: Surface) => {
      const geometry = { index, layout, palette, scale: scaleOf(viewport.get(), layout.plot) }
      if (whyChain === null) drawSelection(surface, { ...geometry, related, lane })
      else drawWhy(surface, { ...geometry, chain: whyChain, related, around: whyAround, current: whyChain.indexOf(selection ?? NONE), label: (place) => formatCount(place + 1) })
    },
    [index, layout, palette, viewport, related, lane, whyChain, whyAround, selection],
  )
  return <Canvas clock={clock} fonts={palette} paint={paint} watch={viewport.subscribe} className="stage-canvas stage-selection" />
}
