/** What a queue or stream says about its messages. */
import { flowText as text } from '../../../text/en/flow.ts'
import type { QueueKind } from './plan.ts'
import type { SourceState } from './state.ts'

export interface QueueLine {
  /** The same in fewer and fewer words. */
  texts: readonly string[]
  /** Something is lost or set aside. */
  alarm: boolean
}

/** The most important first. */
export function queueLines(kind: QueueKind, { messages, oldest }: Pick<SourceState, 'messages' | 'oldest'>): QueueLine[] {
  const { waiting = 0, inFlight = 0, deadLettered = 0, discarded = 0 } = messages ?? {}
  const given = (texts: readonly string[], count: number): QueueLine[] => (count > 0 ? [{ texts, alarm: true }] : [])
  const plain = (...texts: readonly string[]): QueueLine => ({ texts, alarm: false })
  const lost = [...given(text.deadLettered(deadLettered), deadLettered), ...given([text.discarded(discarded)], discarded)]
  if (kind === 'kinesis' || kind === 'dynamodb') {
    const behind = waiting + inFlight
    return [plain(text.behind(behind)), ...lost, ...(behind > 0 ? [plain(...text.oldest(oldest))] : [])]
  }
  return [plain(text.visible(waiting)), plain(text.inFlight(inFlight)), ...lost]
}
