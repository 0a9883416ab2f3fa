/** What a queue or stream says about its messages. */
import { SOURCES } from '../../../sources/index.ts'
import { flowText as text } from '../../../text/en/flow.ts'
import type { SourceState } from './state.ts'

export interface QueueLine {
  /** The same in fewer and fewer words. */
  texts: readonly string[]
  /** Something is lost or set aside. */
  alarm: boolean
  /** It gives way to what the queue is. */
  spare: boolean
}

/** Their records stay where they are; a checkpoint moves on. */
const LOGS = SOURCES.flatMap(({ isLog, faces }) => (isLog === true ? Object.keys(faces) : []))

/** The most important first. */
export function queueLines(face: string, { messages, oldest }: Pick<SourceState, 'messages' | 'oldest'>): QueueLine[] {
  const { waiting = 0, inFlight = 0, deadLettered = 0, discarded = 0, filtered = 0 } = messages ?? {}
  const given = (texts: readonly string[], count: number): QueueLine[] => (count > 0 ? [{ texts, alarm: true, spare: false }] : [])
  const plain = (...texts: readonly string[]): QueueLine => ({ texts, alarm: false, spare: false })
  const spare = (texts: readonly string[]): QueueLine => ({ texts, alarm: false, spare: true })
  const skipped = filtered > 0 ? [spare(text.filtered(filtered))] : []
  const lost = [...given(text.deadLettered(deadLettered), deadLettered), ...given([text.discarded(discarded)], discarded)]
  if (LOGS.includes(face)) {
    const behind = waiting + inFlight
    return [plain(text.behind(behind)), ...lost, ...(behind > 0 ? [spare(text.oldest(oldest))] : []), ...skipped]
  }
  return [plain(text.visible(waiting)), plain(text.inFlight(inFlight)), ...lost, ...skipped]
}
