/** Ring around the focused item, and the tip of the one under the pointer or the focus. */
import { useCallback, useRef, type RefObject } from 'react'
import type { Box } from '../../chart/surface.ts'
import { useFrame } from '../../frame/useFrame.ts'
import { useSampled } from '../../frame/useSampled.ts'
import type { StageContext } from '../stageApp.ts'
import { boxOf, type FlowItem } from './items.ts'
import type { Flow } from './useFlow.ts'
import { describeItem } from './words.ts'

interface FlowMarkersProps {
  context: StageContext
  flow: Flow
  focused: FlowItem | null
  hovered: FlowItem | null
  panel: RefObject<HTMLElement | null>
  onDismiss: () => void
}

const RING = 3
const GAP = 5

function placeRing(ring: HTMLElement | null, box: Box | null): void {
  if (!ring) return
  ring.style.visibility = box ? 'visible' : 'hidden'
  if (!box) return
  ring.style.transform = `translate(${box.x - RING}px, ${box.y - RING}px)`
  ring.style.width = `${box.width + 2 * RING}px`
  ring.style.height = `${box.height + 2 * RING}px`
}

/** Right below its item, over whatever stands under the flow: it must not hide the neighbours. */
function placeTip(tip: HTMLElement, box: Box, panel: HTMLElement): void {
  const { offsetLeft, offsetTop, clientWidth, scrollTop } = panel
  const x = Math.min(clientWidth - tip.offsetWidth - 4, Math.max(4, box.x + box.width / 2 - tip.offsetWidth / 2))
  const y = box.y + box.height - scrollTop + GAP
  tip.style.transform = `translate(${Math.round(offsetLeft + x)}px, ${Math.round(offsetTop + y)}px)`
}

/** Ring around the focused item; within the panel, so that it scrolls with it. */
export function FlowRing({ context, flow, focused }: Pick<FlowMarkersProps, 'context' | 'flow' | 'focused'>) {
  const ring = useRef<HTMLDivElement>(null)
  useFrame(context.clock, () => placeRing(ring.current, focused && boxOf(flow.layout, flow.trips, focused)))
  return <div className="record-ring" data-kind="focused" ref={ring} aria-hidden="true" />
}

/** The tip of the item under the pointer or the focus. The pointer may rest on it. */
export function FlowMarkers({ context, flow, panel, focused, hovered, onDismiss }: FlowMarkersProps) {
  const tip = useRef<HTMLDivElement>(null)
  const subject = hovered ?? focused
  useFrame(context.clock, () => {
    const box = subject && boxOf(flow.layout, flow.trips, subject)
    if (!tip.current || !panel.current) return
    tip.current.style.visibility = box ? 'visible' : 'hidden'
    if (box) placeTip(tip.current, box, panel.current)
  })
  if (!subject) return null
  return (
    <div className="record-tip flow-tip" role="presentation" ref={tip} onPointerLeave={onDismiss}>
      <FlowTip context={context} flow={flow} item={subject} />
    </div>
  )
}

/** Words of an item that follow the playhead, a few times a second. */
export function useItemWords(context: StageContext, flow: Flow, item: FlowItem | null) {
  const { scenario } = context
  const { data, read } = flow.model
  const tell = useCallback(
    (time: number) => (item ? describeItem({ data, state: read(time), scenario }, item) : null),
    [data, read, scenario, item],
  )
  return useSampled(context.clock, tell)
}

function FlowTip({ context, flow, item }: { context: StageContext; flow: Flow; item: FlowItem }) {
  const words = useItemWords(context, flow, item)
  return (
    <>
      <strong>{words?.title}</strong>
      {words?.facts.map((fact) => <span key={fact}>{fact}</span>)}
    </>
  )
}
