import { useState } from 'react'
import { formatDuration } from '../../base/format.ts'
import { messageFacts, messageHead, type MessageHead } from '../../metrics/message/facts.ts'
import { storyOf } from '../../metrics/message/story.ts'
import { deliveryAfter } from '../../metrics/deliveries.ts'
import { NONE, type MessageId } from '../../sim/trace/schema.ts'
import { messagesText } from '../../text/en/messages.ts'
import { Button } from '../design/Button.tsx'
import { visit, type Inspection } from '../inspector/inspection.ts'
import { MessageLife } from './MessageLife.tsx'
import { MessageWhy } from './MessageWhy.tsx'
import './messages.css'

const text = messagesText.facts

/** A message of a queue or record of a stream: where it is, why, and everything that happened to it. */
export function MessagePanel({ inspection, message }: { inspection: Inspection; message: MessageId }) {
  const { run } = inspection
  const story = storyOf(run.trace, message)
  const last = story[story.length - 1]!
  const [asked, ask] = useState(last)
  const head = messageHead(run, message)
  return (
    <>
      <p className="inspector-sentence">{messagesText.sentence(messageFacts(run, asked))}</p>
      <MessageWhy inspection={inspection} row={asked} />
      <Note inspection={inspection} row={last} />
      <About head={head} />
      <MessageLife inspection={inspection} head={head} story={story} asked={asked} ask={ask} />
    </>
  )
}

/** The way to the note that a destination received of a message that was given up. */
function Note({ inspection, row }: { inspection: Inspection; row: number }) {
  const record = deliveryAfter(inspection.run.trace, inspection.run.trace.messageEvents.record[row]!)
  if (record === NONE) return null
  return (
    <Button className="message-note" size="small" onClick={() => visit(inspection, record)}>
      {messagesText.destination.show}
    </Button>
  )
}

function About({ head }: { head: MessageHead }) {
  const rows: readonly (readonly [string, string] | null)[] = [
    [text.state, messagesText.now(head)],
    [text.receives, head.receives === 0 ? text.never : text.receivesOf(head)],
    head.holder === 'fifo' ? [text.group, text.keyName(head.key)] : head.holder === 'stream' || head.holder === 'topic' ? [text.partition(head), text.keyName(head.key)] : null,
    head.shard === null ? null : [text.shard(head), text.shardName(head.shard)],
    [text.reader, head.fn],
    [text.took(head), formatDuration(head.lastAt - head.sentAt)],
  ]
  return (
    <section className="inspector-part" aria-label={text.label}>
      <h3 className="eyebrow">{text.label}</h3>
      <dl className="lane-facts">
        {rows.map((row) =>
          row === null ? null : (
            <div key={row[0]}>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  )
}
