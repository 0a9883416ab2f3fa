import type { LogFormat, LogRow } from '../../metrics/logEvents.ts'
import { logFacts, type LogSource } from '../../metrics/logFacts.ts'
import { logJson, logText } from '../../text/en/logs.ts'

export type { LogFormat } from '../../metrics/logEvents.ts'

/** A line as Lambda writes it. */
export function lineOf(source: LogSource, row: LogRow, format: LogFormat): string {
  const facts = logFacts(source, row)
  return format === 'json' ? logJson(facts) : logText(facts)
}
