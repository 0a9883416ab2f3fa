import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useState } from 'react'
import { batchRow, batchSize, batchTally, MESSAGE_FATES, type BatchRow } from '../../metrics/message/batch.ts'
import { messageHead } from '../../metrics/message/facts.ts'
import { batchOf } from '../../metrics/messages.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { messagesText } from '../../text/en/messages.ts'
import { Button } from '../design/Button.tsx'
import { rowAfterKey } from '../events/keys.ts'
import { useEventWindow } from '../events/useEventWindow.ts'
import type { Inspection } from '../inspector/inspection.ts'
import './messages.css'

const text = messagesText.batch
/** As many are there at once without asking. */
const OPEN = 10
/** CSS pixels; the style sheet says the same. */
const SIZES = { rowHeight: 34, headHeight: 0 } as const

interface BatchSectionProps {
  inspection: Inspection
  record: RecordId
}

/** A batch that opens: what became of each of its messages. Nothing for requests that are no batch. */
export function BatchSection({ inspection, record }: BatchSectionProps) {
  const { trace } = inspection.run
  const request = trace.records.request[record]!
  const size = batchSize(trace, request)
  const [open, setOpen] = useState(size <= OPEN)
  const id = useId()
  const tally = useMemo(() => (size === 0 ? null : batchTally(inspection.run, request)), [inspection.run, request, size])
  if (tally === null) return null
  const number = batchOf(trace, record)?.number ?? 0
  const { holder } = messageHead(inspection.run, batchRow(inspection.run, request, 0).message)
  const told = MESSAGE_FATES.flatMap((fate) => (tally.fates[fate] === undefined ? [] : [{ fate, words: text.tally(fate, tally.fates[fate]) }]))
  return (
    <section className="inspector-part" aria-label={text.label(number)}>
      <h3 className="eyebrow">{text.title(number, size, holder)}</h3>
      <ul className="batch-tally" role="list">
        {told.map(({ fate, words }) => (
          <li key={fate} data-fate={fate}>
            <i className="fate-mark" data-fate={fate} aria-hidden />
            {words}
          </li>
        ))}
        {tally.deadLettered > 0 ? (
          <li>
            <i className="fate-mark" data-fate="deadLettered" aria-hidden />
            {text.deadLettered(tally.deadLettered)}
          </li>
        ) : null}
      </ul>
      <Button className="batch-toggle" size="small" aria-expanded={open} aria-controls={`${id}-list`} onClick={() => setOpen(!open)}>
        {open ? text.close : text.open}
        <ChevronDown className="why-chevron" size={14} aria-hidden />
      </Button>
      {open ? <Messages id={`${id}-list`} inspection={inspection} request={request} size={size} label={text.label(number)} /> : null}
    </section>
  )
}

interface MessagesProps {
  id: string
  inspection: Inspection
  request: number
  size: number
  label: string
}

/** Only the rows in view are there; one of them is the tab stop, and the arrows go on from it. */
function Messages({ id, inspection, request, size, label }: MessagesProps) {
  const { scroller, shown, page, follow, reveal, rowHeight } = useEventWindow(size, SIZES)
  const [active, setActive] = useState({ row: 0, focus: false })
  const tabStop = Math.min(size - 1, active.row)
  useLayoutEffect(() => {
    if (active.focus) scroller.current?.querySelector<HTMLElement>(`[data-row="${active.row}"]`)?.focus({ preventScroll: true })
  }, [active, scroller])
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowAfterKey(event.key, { row: tabStop, page, last: size - 1 })
    if (row === null) return
    event.preventDefault()
    reveal(row)
    setActive({ row, focus: true })
  }
  const rows = Array.from({ length: Math.max(0, shown.last - shown.first) }, (_, at) => shown.first + at)
  return (
    <div className="batch-scroller" ref={scroller} onScroll={follow} style={{ maxHeight: Math.min(size, 7.5) * rowHeight }}>
      <p id={`${id}-help`} hidden>{text.help}</p>
      <ol id={id} className="batch-rows" role="list" aria-label={label} aria-describedby={`${id}-help`} style={{ height: shown.height }} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <li key={row} className="batch-row" aria-setsize={size} aria-posinset={row + 1} style={{ top: shown.top + (row - shown.first) * rowHeight }}>
            <Message inspection={inspection} row={row} entry={batchRow(inspection.run, request, row)} tabStop={row === tabStop} onFocus={() => setActive({ row, focus: false })} />
          </li>
        ))}
      </ol>
    </div>
  )
}

interface MessageProps {
  inspection: Inspection
  row: number
  entry: BatchRow
  tabStop: boolean
  onFocus: () => void
}

function Message({ inspection, row, entry, tabStop, onFocus }: MessageProps) {
  const head = messageHead(inspection.run, entry.message)
  const fate = text.fate(entry.fate)
  const end = entry.end === null ? '' : text.end(entry.end)
  const choose = () => {
    const { uiStore } = inspection.app
    uiStore.selectMessage(entry.message)
    uiStore.setInspecting(true)
  }
  const count = entry.receives > 1 ? text.receives(entry.receives) : ''
  return (
    <button type="button" className="batch-message" data-row={row} tabIndex={tabStop ? 0 : -1} onFocus={onFocus} onClick={choose}>
      <i className="fate-mark" data-fate={entry.end === 'deadLettered' ? entry.end : entry.fate} aria-hidden />
      <span className="batch-name">{messagesText.name(head)}</span>
      <span className="muted batch-count">{text.note([text.key(head), count])}</span>
      <span className="batch-fate">{text.note([fate, end])}</span>
    </button>
  )
}
