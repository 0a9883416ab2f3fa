import './flow.css'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { NONE } from '../../../sim/trace/schema.ts'
import { flowText as text } from '../../../text/en/flow.ts'
import { stageText } from '../../../text/en/stage.ts'
import { Canvas } from '../../chart/Canvas.tsx'
import { useSize } from '../../chart/useSize.ts'
import { useSampled } from '../../frame/useSampled.ts'
import type { StageContext } from '../stageApp.ts'
import { FlowMarkers, FlowRing, useItemWords } from './FlowMarkers.tsx'
import { boxOf, itemAt, itemKey, recordOf, type FlowItem } from './items.ts'
import { handleFlowKey } from './keys.ts'
import { preferredHeight } from './layout.ts'
import { planOf } from './plan.ts'
import { useEscape, useFlow, type Flow as FlowView } from './useFlow.ts'
import { describeFlow } from './words.ts'

/** Clients, gateways, the Lambda service, environments: the boxes and arrows of a whiteboard, alive. */
export function Flow({ context, reduced }: { context: StageContext; reduced: boolean }) {
  const { clock, palette, model, selection } = context
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const flow = useFlow(context, size, reduced)
  const [hovered, setHovered] = useItemOf(flow)
  const [focused, setFocused] = useItemOf(flow)
  const id = useId()
  const words = useItemWords(context, flow, focused)
  const height = useMemo(() => preferredHeight(planOf(model.scenario, model.index.rows), size.width), [model, size.width])
  const dismiss = useCallback(() => setHovered(null), [setHovered])
  useEscape(hovered !== null, dismiss)
  useEffect(() => {
    const place = focused && boxOf(flow.layout, flow.trips, focused)
    if (place) reveal(box.current, place)
  }, [focused, flow])
  const option = `${id}-${itemKey(focused)}`
  const current = focused ? recordOf(flow.model.data, flow.now(), focused) : NONE

  return (
    <section className="stage-panel stage-flow" aria-labelledby={`${id}-title`}>
      <div className="stage-panel-head">
        <h2 className="eyebrow" id={`${id}-title`}>{text.title}</h2>
        <p className="stage-lead">{text.lead}</p>
      </div>
      <div
        ref={box}
        className="stage-plot flow-plot"
        style={{ flexBasis: height }}
        data-testid="flow"
        data-item={itemKey(hovered) || undefined}
        role="listbox"
        tabIndex={0}
        aria-label={text.label}
        aria-describedby={`${id}-summary`}
        {...(focused ? { 'aria-activedescendant': option } : {})}
        onKeyDown={(event) => {
          if (handleFlowKey(event, { flow, context, focused, focus: setFocused })) event.preventDefault()
        }}
        onBlur={() => setFocused(null)}
        {...pointerOf(flow, context, setHovered)}
      >
        <div className="flow-sheet" style={{ height: flow.layout.height }}>
          <Canvas clock={clock} fonts={palette} paint={flow.paint} followsClock className="stage-canvas" />
        </div>
        <FlowRing context={context} flow={flow} focused={focused} />
        <div id={option} role="option" aria-selected={current !== NONE && current === selection} className="hidden-visually">
          {words ? stageText.record.sentence([words.title, ...words.facts]) : text.noneFocused}
        </div>
      </div>
      <FlowMarkers context={context} flow={flow} panel={box} focused={focused} hovered={hovered} onDismiss={dismiss} />
      <Summary id={`${id}-summary`} context={context} flow={flow} />
    </section>
  )
}

/** The picture in words; follows the playhead twice a second. */
function Summary({ id, context, flow }: { id: string; context: StageContext; flow: FlowView }) {
  const { scenario, clock } = context
  const { data, read } = flow.model
  const tell = useCallback((time: number) => describeFlow({ data, state: read(time), scenario }), [data, read, scenario])
  const summary = useSampled(clock, tell, 2)
  return (
    <p id={id} className="hidden-visually" data-testid="flow-summary">
      {summary} {text.help}
    </p>
  )
}

/** An item of one run: in another one its number means something else. */
function useItemOf(flow: FlowView): [FlowItem | null, (item: FlowItem | null) => void] {
  const { data } = flow.model
  const [held, setHeld] = useState<{ of: object; item: FlowItem | null }>({ of: data, item: null })
  const set = useCallback(
    (item: FlowItem | null) => setHeld((was) => (was.of === data && itemKey(was.item) === itemKey(item) ? was : { of: data, item })),
    [data],
  )
  return [held.of === data ? held.item : null, set]
}

function pointerOf(flow: FlowView, { select }: StageContext, hover: (item: FlowItem | null) => void) {
  const under = (event: React.PointerEvent | React.MouseEvent): FlowItem | null => {
    const panel = event.currentTarget as HTMLElement
    const { left, top } = panel.getBoundingClientRect()
    return itemAt(flow.layout, flow.trips, event.clientX - left, event.clientY - top + panel.scrollTop)
  }
  return {
    onPointerMove: (event: React.PointerEvent) => {
      if (event.pointerType !== 'touch') hover(under(event))
    },
    onPointerLeave: ({ relatedTarget }: React.PointerEvent) => {
      if (!(relatedTarget instanceof Element && relatedTarget.closest('.flow-tip'))) hover(null)
    },
    onClick: (event: React.MouseEvent) => {
      const item = under(event)
      const record = item ? recordOf(flow.model.data, flow.now(), item) : NONE
      select(record === NONE ? null : record)
    },
  }
}

/** Scrolls a tall flow to where the focus is. */
function reveal(panel: HTMLElement | null, { y, height }: { y: number; height: number }): void {
  if (!panel) return
  if (y - 8 < panel.scrollTop) panel.scrollTop = y - 8
  else if (y + height + 8 > panel.scrollTop + panel.clientHeight) panel.scrollTop = y + height + 8 - panel.clientHeight
}
