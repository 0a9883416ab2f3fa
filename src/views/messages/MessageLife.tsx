import { useState } from 'react'
import { messageFacts, type MessageHead } from '../../metrics/message/facts.ts'
import { ruleOfEvent } from '../../metrics/message/reason.ts'
import { messagesText } from '../../text/en/messages.ts'
import { Button } from '../design/Button.tsx'
import { visit, type Inspection } from '../inspector/inspection.ts'
import { momentText } from '../stage/describe.ts'
import { RuleChip } from './RuleChip.tsx'

const text = messagesText.life
const SHOWN = 12
/** How many are added at a time: some messages come back a thousand times. */
const MORE = 200

interface MessageLifeProps {
  inspection: Inspection
  head: MessageHead
  story: Int32Array
  /** The event that is asked about. */
  asked: number
  ask: (row: number) => void
}

/** Everything that happened to a message, in order: when, in which batch, on which environment, by which rule. */
export function MessageLife({ inspection, head, story, asked, ask }: MessageLifeProps) {
  const [limit, setLimit] = useState(SHOWN)
  const shown = [...story.subarray(0, limit)]
  const hidden = story.length - limit
  return (
    <section className="inspector-part" aria-label={text.title(head)}>
      <h3 className="eyebrow">{text.title(head)}</h3>
      <ol className="message-life" role="list">
        {shown.map((row) => (
          <Station key={row} inspection={inspection} head={head} row={row} asked={row === asked} ask={ask} />
        ))}
      </ol>
      {story.length > SHOWN ? (
        <Button size="small" variant="quiet" onClick={() => setLimit(hidden > 0 ? limit + MORE : SHOWN)}>
          {hidden > 0 ? text.showMore(Math.min(hidden, MORE), story.length) : text.showFewer}
        </Button>
      ) : null}
      <p className="muted life-hint">{text.hint}</p>
    </section>
  )
}

interface StationProps extends Omit<MessageLifeProps, 'story' | 'asked'> {
  row: number
  asked: boolean
}

function Station({ inspection, head, row, asked, ask }: StationProps) {
  const { run, app } = inspection
  const { messageEvents: events, until } = run.trace
  const facts = messageFacts(run, row)
  const time = events.time[row]!
  const choose = () => {
    ask(row)
    app.clock.pause()
    app.clock.seek(time)
  }
  const open = () => {
    visit(inspection, events.record[row]!)
    app.uiStore.setInspecting(true)
  }
  return (
    <li className="message-station" data-event={facts.event} data-asked={asked || undefined}>
      <button type="button" className="message-event" aria-current={asked || undefined} onClick={choose}>
        <span className="mono muted">{momentText(time, until, { resolution: 1000 })}</span>
        <span className="message-event-name">{messagesText.event(facts.event, head)}</span>
      </button>
      <RuleChip id={ruleOfEvent(run, row)} />
      {facts.event === 'received' && facts.batch !== null ? (
        <button type="button" className="record-link message-batch" onClick={open}>
          {text.batch(facts)}
        </button>
      ) : null}
    </li>
  )
}
