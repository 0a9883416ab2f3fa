/** Log lines as Lambda writes them, in text and in JSON, and the words of the log panel. */
import { isoTime } from '../../base/calendar'
import type { LogFacts } from '../../metrics/logFacts'
import type { LogLevel, LogType } from '../../metrics/logEvents'
import { reportText } from './metrics'

const TAB = '\t'
const inMs = (micros: number): string => `${(micros / 1000).toFixed(2)} ms`
/** Milliseconds as a number with three decimals at most, as JSON logs have them. */
const msOf = (micros: number): number => Math.round(micros) / 1000

/** `nodejs22.x` as the log writes runtimes: `nodejs:22.v1`. */
const runtimeVersion = (runtime: string): string => runtime.replace(/^([a-z]+)\.?(.*?)(\.x)?$/, '$1:$2.v1')
const runtimeArn = (hash: string): string => `arn:aws:lambda:us-east-1::runtime:${hash}`

function startLine(name: string, { runtime, runtimeHash }: LogFacts): string {
  return `${name} Runtime Version: ${runtimeVersion(runtime)}${TAB}Runtime Version ARN: ${runtimeArn(runtimeHash)}`
}

/** Init and restore: what took how long, and how it failed. */
function reportLineOf(name: string, label: string, { duration, status, errorType }: LogFacts): string {
  const phase = name === 'INIT_REPORT' ? ['Phase: init'] : []
  const failure = status === 'success' ? [] : [`Status: ${status}`, ...(status === 'error' ? [`Error Type: ${errorType}`] : [])]
  return `${name} ${[`${label}: ${inMs(duration)}`, ...phase, ...failure].join(TAB)}`
}

/** What went wrong in an invocation. */
function messageText(facts: LogFacts): string {
  const { requestId, outcome, row, date, duration } = facts
  switch (outcome) {
    case 'timeout':
      // The timeout of the version that ran: an invocation ends exactly at it.
      return `${isoTime(date, row.time)} ${requestId} Task timed out after ${(duration / 1e6).toFixed(2)} seconds`
    case 'crash':
      return `RequestId: ${requestId} Error: Runtime exited with error: exit status 1 Runtime.ExitError`
    case 'outOfMemory':
      return `RequestId: ${requestId} Error: Runtime exited with error: signal: killed Runtime.ExitError`
    default:
      return [isoTime(date, row.time), requestId, 'ERROR', 'Invoke Error', JSON.stringify(errorOf(facts))].join(TAB)
  }
}

const errorOf = ({ errorType }: LogFacts): { errorType: string | null; errorMessage: string } => ({
  errorType,
  errorMessage: errorType === 'Error' ? 'The handler threw, as the scenario wants it' : 'The response is too large',
})

/** The line in a text log. */
export function logText(facts: LogFacts): string {
  const { row, requestId, version, report } = facts
  switch (row.type) {
    case 'initStart':
      return startLine('INIT_START', facts)
    case 'restoreStart':
      return startLine('RESTORE_START', facts)
    case 'start':
      return `START RequestId: ${requestId} Version: ${version}`
    case 'message':
      return messageText(facts)
    case 'end':
      return `END RequestId: ${requestId}`
    case 'report':
      return report === null ? '' : reportText(report)
    case 'restoreReport':
      return reportLineOf('RESTORE_REPORT', 'Restore Duration', facts)
    default:
      return reportLineOf('INIT_REPORT', 'Init Duration', facts)
  }
}

/** Fields of a platform record; undefined ones are left out. */
type Fields = Readonly<Record<string, unknown>>

function initFields({ initializationType, status, errorType, duration, row }: LogFacts): Fields {
  const failed = status === 'success' ? {} : { errorType }
  const metrics = row.type.endsWith('Report') ? { metrics: { durationMs: msOf(duration) } } : {}
  return row.type.startsWith('restore') ? { status, ...failed, ...metrics } : { initializationType, phase: 'init', status, ...failed, ...metrics }
}

function reportFields({ requestId, status, errorType, report }: LogFacts): Fields {
  if (report === null) return { requestId, status }
  const { duration, billedDurationMs, memorySizeMB, maxMemoryUsedMB, initDuration, restoreDuration, billedRestoreDurationMs } = report
  return {
    requestId,
    status,
    ...(status === 'success' ? {} : { errorType }),
    metrics: {
      durationMs: msOf(duration),
      billedDurationMs,
      memorySizeMB,
      maxMemoryUsedMB,
      ...(initDuration === null ? {} : { initDurationMs: msOf(initDuration) }),
      ...(restoreDuration === null ? {} : { restoreDurationMs: msOf(restoreDuration), billedRestoreDurationMs }),
    },
  }
}

function recordOf(facts: LogFacts): Fields {
  const { row, requestId, version, functionName, initializationType, runtime, runtimeHash, status, errorType, duration } = facts
  const runtimeFields = { runtimeVersion: runtimeVersion(runtime), runtimeVersionArn: runtimeArn(runtimeHash) }
  switch (row.type) {
    case 'initStart':
      return { initializationType, phase: 'init', ...runtimeFields, functionName, functionVersion: version }
    case 'restoreStart':
      return { functionName, functionVersion: version, ...runtimeFields }
    case 'start':
      return { requestId, version }
    case 'runtimeDone':
      return { requestId, status, ...(status === 'success' ? {} : { errorType }), metrics: { durationMs: msOf(duration) } }
    case 'report':
      return reportFields(facts)
    default:
      return initFields(facts)
  }
}

/** The line in a JSON log. */
export function logJson(facts: LogFacts): string {
  const { row, date, requestId, outcome } = facts
  const time = isoTime(date, row.time)
  if (row.type === 'message') {
    const message = outcome === 'functionError' || outcome === 'responseTooLarge' ? errorOf(facts) : messageText(facts)
    return JSON.stringify({ timestamp: time, level: row.level, message, requestId })
  }
  return JSON.stringify({ time, type: `platform.${row.type}`, record: recordOf(facts) })
}

/** What distinguishes a line from its neighbours, for a narrow list: ids and times stand elsewhere. */
export function logExcerpt(line: string): string {
  const json = /^\{"time":"[^"]*","type":"([^"]*)","record":(.*)\}$/.exec(line)
  const words = json === null ? line.replace(/^\d{4}-\S+Z\s+/, '') : `${json[1]} ${json[2]}`
  return words
    .replace(/"requestId":"[^"]*",?/, '')
    .replace(/(?:RequestId: )?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*/, '')
    .replaceAll(TAB, '  ')
    .trim()
}

const types: Readonly<Record<LogType, string>> = {
  initStart: 'initStart',
  initRuntimeDone: 'initRuntimeDone',
  initReport: 'initReport',
  restoreStart: 'restoreStart',
  restoreRuntimeDone: 'restoreRuntimeDone',
  restoreReport: 'restoreReport',
  start: 'start',
  message: 'error',
  end: 'end',
  runtimeDone: 'runtimeDone',
  report: 'report',
}

const levels: Readonly<Record<LogLevel, string>> = { DEBUG: 'DEBUG', INFO: 'INFO', WARN: 'WARN', ERROR: 'ERROR' }

export const logs = {
  title: 'Log',
  caption: 'What Lambda writes to the log, in order of time',
  columns: { time: 'Time', what: 'Line', environment: 'Environment', request: 'Request', level: 'Level' },
  none: 'Nothing has run yet.',
  empty: 'No line passes the filter.',
  searching: (found: string, share: string) => `${found} found, ${share} searched`,
  filter: 'Filter',
  filterHint: 'Text, env 2, req 4',
  type: 'Lines shown',
  allTypes: 'All lines',
  types,
  level: 'Lowest level shown',
  levels,
  andAbove: (level: string) => `${level} and up`,
  format: 'Format of the log',
  formats: { text: 'Text', json: 'JSON' },
  follow: 'Follow the playhead',
  environment: (number: string) => `env ${number}`,
  request: (number: string) => `req ${number}`,
  seek: (time: string, line: string) => `${time}, ${line}`,
  selected: 'Selected line',
  close: 'Close the line',
  copy: 'Copy the line',
  stream: (group: string, stream: string) => `${group} · ${stream}`,
} as const
