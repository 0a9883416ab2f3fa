/** Ring around the focused item, and the tip of the one under the pointer or the focus. */
import { useCallback, useRef } from 'react'
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
}

const RING = 3
const GAP = 10

function placeRing(ring: HTMLElement | null, box: Box | null): void {
  if (!ring) return
  ring.style.visibility = box ? 'visible' : 'hidden'
  if (!box) return
  ring.style.transform = `translate(${box.x - RING}px, ${box.y - RING}px)`
  ring.style.width = `${box.width + 2 * RING}px`
  ring.style.height = `${box.height + 2 * RING}px`
}

/** Beside the item on the side with more room, never over it; kept in the panel. */
function placeTip(tip: HTMLElement, box: Box, panel: HTMLElement): void {
  const { offsetWidth: width, offsetHeight: height } = tip
  const { clientWidth, clientHeight, scrollTop } = panel
  const right = box.x + box.width + GAP
  const beside = right + width <= clientWidth ? right : box.x - GAP - width
  const fits = beside >= 0
  const x = fits ? beside : Math.max(0, Math.min(clientWidth - width, box.x))
  const middle = box.y + box.height / 2 - height / 2
  const below = box.y + box.height + GAP
  const y = fits ? middle : below + height <= scrollTop + clientHeight ? below : box.y - height - GAP
  const most = scrollTop + clientHeight - height
  tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(Math.max(scrollTop, Math.min(most, y)))}px)`
}

export function FlowMarkers({ context, flow, focused, hovered }: FlowMarkersProps) {
  const { clock } = context
  const ring = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const subject = hovered ?? focused

  useFrame(clock, () => {
    const { layout, trips } = flow
    placeRing(ring.current, focused && boxOf(layout, trips, focused))
    const box = subject && boxOf(layout, trips, subject)
    if (!tip.current?.parentElement) return
    tip.current.style.visibility = box ? 'visible' : 'hidden'
    if (box) placeTip(tip.current, box, tip.current.parentElement)
  })

  return (
    <>
      <div className="record-ring" data-kind="focused" ref={ring} aria-hidden="true" />
      {subject ? (
        <div className="record-tip flow-tip" role="presentation" ref={tip}>
          <FlowTip context={context} flow={flow} item={subject} />
        </div>
      ) : null}
    </>
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
  return useSampled(context.clock, tell, 4)
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
