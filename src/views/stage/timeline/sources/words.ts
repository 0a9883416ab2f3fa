/** Messages and batches in words, for tooltips and the live description. */
import { attemptOf, FATES } from '../../../../metrics/timeline/attempts.ts'
import type { Holder } from '../../../../metrics/message/holder.ts'
import { lifeOf, type Lives } from '../../../../metrics/timeline/lives.ts'
import { rowOfRecord, type TimelineIndex } from '../../../../metrics/timeline/timelineIndex.ts'
import { MESSAGE } from '../../../../sim/trace/messages.ts'
import { MESSAGE_EVENTS, NONE, type MessageId, type RecordId } from '../../../../sim/trace/schema.ts'
import { sourceLanesText } from '../../../../text/en/sourceLanes.ts'
import { momentText, sourceName, type RecordWords } from '../../describe.ts'
import type { StageContext } from '../../stageApp.ts'
import { sourceGroupOf } from '../tracks.ts'

const text = sourceLanesText

/** Number of a message within its source: the first is 1. */
export function messageNumber({ messages }: StageContext['model']['trace'], message: MessageId): number {
  let number = 1
  for (let row = 0; row < message; row++) if (messages.lane[row] === messages.lane[message]) number++
  return number
}

/** What a message is, in a title and a few facts. @param time of which it is told where it was */
export function describeMessage({ model, scenario }: Pick<StageContext, 'model' | 'scenario'>, message: MessageId, time: number): RecordWords {
  const { trace, index } = model
  const lane = trace.messages.lane[message]!
  const source = index.sources.lanes.find((each) => each.source === lane)
  const moment = (at: number): string => momentText(at, trace.until)
  const holder = source?.holder ?? 'queue'
  const title = text.message.title(holder, messageNumber(trace, message))
  const where = text.message.source(sourceName(trace, scenario, lane), source?.kind === 'fifo' ? trace.messages.key[message]! + 1 : null)
  const lives = source?.lives
  const life = lives ? lifeOf(lives, message) : NONE
  if (!lives || life === NONE) return { title, facts: [where] }
  const [first, last] = [lives.holds[life]!, lives.holds[life + 1]!]
  const fate = lives.fates[life]!
  return {
    title,
    facts: [
      where,
      text.message.sent(moment(lives.starts[life]!)),
      holder === 'broker' || holder === 'line' ? '' : text.message.received(last - first),
      time > lives.ends[life]! ? '' : stateOf(lives, life, { holder, time }),
      fate === MESSAGE.sent ? text.message.open : text.message.ended(MESSAGE_EVENTS[fate]!, moment(lives.ends[life]!)),
    ].filter((fact) => fact !== ''),
  }
}

/** Where a message is: delayed, with a batch, or waiting. */
function stateOf(lives: Lives, life: number, { holder, time }: { holder: Holder; time: number }): string {
  let state: string = time < lives.readies[life]! ? text.message.delayed : text.message.waits
  for (let hold = lives.holds[life]!; hold < lives.holds[life + 1]!; hold++) {
    const [from, to] = [lives.holdStarts[hold]!, lives.holdEnds[hold]!]
    if (from <= time && time <= to) state = to === Infinity ? text.message.heldOpen(holder) : text.message.held(holder, to - from)
  }
  return state
}

/** How an attempt of a batch ended, and what its lane or its messages wait for after it. */
export function attemptFacts(index: TimelineIndex, record: RecordId): readonly string[] {
  const { attempts } = index.sources
  const at = attemptOf(attempts, record)
  if (at === NONE) return []
  const source = sourceGroupOf(index.rows.groups, rowOfRecord(index, record))?.source
  const [end, frees] = [attempts.ends[at]!, Math.min(index.trace.until, attempts.frees[at]!)]
  const waits = source?.kind === 'shards' ? text.batch.blocked : text.batch.hidden
  const from = source?.kind === 'shards' ? end : index.trace.records.time[record]!
  return [text.batch.fates[FATES[attempts.fates[at]!]!], ...(frees > end ? [waits(source?.holder ?? 'queue', frees - from)] : [])]
}
