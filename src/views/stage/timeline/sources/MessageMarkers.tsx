import { useEffect, useRef } from 'react'
import { useFrame } from '../../../frame/useFrame.ts'
import type { StageContext } from '../../stageApp.ts'
import type { TimelineLayout } from '../layout.ts'
import { placeRing, placeTip } from '../placing.ts'
import type { PointedMessage } from '../pointed.ts'
import { scaleOf } from '../scene.ts'
import { messageBox } from './messageAt.ts'
import { describeMessage } from './words.ts'

interface MessageMarkersProps {
  context: StageContext
  layout: TimelineLayout
  hovered: PointedMessage | null
  onDismiss: () => void
}

/** Around the selected message a ring, beside the hovered one its facts. */
export function MessageMarkers({ context, layout, hovered, onDismiss }: MessageMarkersProps) {
  const { clock, viewport, model, message } = context
  const ring = useRef<HTMLDivElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const placed = useRef<unknown[]>([])
  useFrame(clock, () => {
    const key = [viewport.get(), layout, message, hovered]
    if (key.every((part, at) => part === placed.current[at])) return
    placed.current = key
    const geometry = { index: model.index, layout, scale: scaleOf(viewport.get(), layout.plot) }
    placeRing(ring.current, message === null ? null : messageBox(geometry, message))
    if (!tip.current || hovered === null) return
    const box = messageBox(geometry, hovered.message)
    tip.current.style.visibility = box ? 'visible' : 'hidden'
    if (box) placeTip(tip.current, box, layout, geometry.scale.toPx(hovered.time))
  })
  useEffect(() => {
    if (hovered === null) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onDismiss()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [hovered, onDismiss])
  const words = hovered === null ? null : describeMessage(context, hovered.message, hovered.time)
  return (
    <>
      <div className="record-ring" data-kind="selected" ref={ring} aria-hidden="true" />
      {words === null ? null : (
        <div className="record-tip" role="presentation" ref={tip}>
          <strong>{words.title}</strong>
          {words.facts.map((fact) => <span key={fact}>{fact}</span>)}
        </div>
      )}
    </>
  )
}
