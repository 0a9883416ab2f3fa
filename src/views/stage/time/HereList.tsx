import { X } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import type { RecordId } from '../../../sim/trace/schema.ts'
import { timeText } from '../../../text/en/time.ts'
import { IconButton } from '../../design/Button.tsx'
import { describeRecord } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import type { TimelineLayout } from '../timeline/layout.ts'
import type { Here } from './here.ts'
import { moveFocus } from './moveFocus.ts'

const text = timeText.here
const WIDTH = 300

/** Milliseconds in which the click that belongs to a tap comes. */
const CLICK_MS = 400

/** Focuses now, and again once the click of the tap that opened the list has moved the focus where it fell. */
function focusAfterTap(find: () => HTMLElement | null): () => void {
  const focus = (): void => find()?.focus({ preventScroll: true })
  const controller = new AbortController()
  document.addEventListener('click', focus, { once: true, signal: controller.signal })
  const timer = setTimeout(() => controller.abort(), CLICK_MS)
  focus()
  return () => {
    clearTimeout(timer)
    controller.abort()
  }
}

interface HereListProps {
  context: StageContext
  here: Here
  layout: TimelineLayout
  onClose: () => void
}

/** The records under a finger as a list: one tab stop, up and down move, Enter selects, Escape closes. */
export function HereList({ context, here, layout, onClose }: HereListProps) {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => focusAfterTap(() => box.current?.querySelector<HTMLElement>('li button') ?? null), [])
  const close = (): void => {
    const plot = box.current?.closest('.stage-plot')
    onClose()
    plot?.querySelector<HTMLElement>('.stage-keys')?.focus({ preventScroll: true })
  }
  const right = layout.plot.x + layout.plot.width
  const left = Math.max(8, Math.min(here.x + 12, right - WIDTH))
  return (
    <div
      className="here-list"
      ref={box}
      role="dialog"
      aria-labelledby={id}
      data-testid="here"
      style={{ left, width: Math.min(WIDTH, right - 8) }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
        else if (!moveFocus(event, 'li button')) return
        event.stopPropagation()
      }}
    >
      <div className="here-head">
        <strong id={id}>{text.title(here.count)}</strong>
        <IconButton size="small" label={text.close} onClick={close}><X size={15} aria-hidden /></IconButton>
      </div>
      <ul role="list">
        {here.records.map((record, at) => (
          <li key={record}>
            <HereItem context={context} record={record} first={at === 0} />
          </li>
        ))}
      </ul>
      {here.count > here.records.length ? <p className="here-more">{text.shown(here.records.length, here.count)}</p> : null}
    </div>
  )
}

function HereItem({ context, record, first }: { context: StageContext; record: RecordId; first: boolean }) {
  const { title, facts } = describeRecord(context.model.trace, context.scenario, record)
  return (
    <button type="button" className="here-item" tabIndex={first ? 0 : -1} onClick={() => context.select(record)}>
      <span>{title}</span>
      <span className="here-facts">{facts.join(', ')}</span>
    </button>
  )
}
