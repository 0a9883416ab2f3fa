/** Words of the stage: timeline, concurrency chart, minimap and transport. */
import { formatCount, formatDuration } from '../../base/format.ts'
import { recordText } from './records.ts'
import { plural } from './words.ts'

/** What "next" leads to. */
const moments = {
  coldStart: 'cold start',
  throttle: 'throttle',
  reject: 'refusal',
  retry: 'retry',
  timeout: 'timeout',
  failure: 'error',
  giveUp: 'give-up',
  drop: 'event given up',
  shutdown: 'shutdown',
  provision: 'provisioned ready',
  intervention: 'intervention',
} as const
export type Moment = keyof typeof moments

const rate = (value: number): string => {
  const size = Math.abs(value)
  const text = size >= 1 ? formatCount(size) : `1/${formatCount(Math.round(1 / size))}`
  return `${value < 0 ? '−' : ''}${text}×`
}

export const stageText = {
  ...recordText,
  region: 'Stage',

  states: {
    empty: 'Nothing has run yet.',
    running: 'Running the scenario.',
    failed: 'The run failed, so there is no picture.',
    quiet: 'No request arrived in this run.',
    stopped: (time: number) => `The run was stopped at ${formatDuration(time)}: it reached the limit on records.`,
  },

  timeline: {
    title: 'Environments',
    lead: 'One row each. Blue, violet: starting. Green: serving.',
    leadWithSources: 'Queues and streams stand above the environments they feed.',
    label: 'Timeline of execution environments',
    help: 'Left and right: record before and after. Up and down: row. Home and End: first and last of the row. Enter: select, and once more to read about it. C and E: cause and effect. Escape: clear. Plus and minus: zoom. 0: whole run. Shift with left and right: move.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole run',
    save: 'Save picture (SVG)',
    environment: (number: number) => `env ${formatCount(number)}`,
    environmentAndMore: (number: number, more: number) => `env ${formatCount(number)} +${formatCount(more)}`,
    environments: (count: number) => plural(count, 'env', 'envs'),
    times: (count: number) => `×${formatCount(count)}`,
    groups: {
      provisioned: 'provisioned',
      'on-demand': 'on demand',
      provisioning: 'allocation',
      throttled: 'throttled',
      callers: 'callers',
      /** Of a function that Lambda calls by itself. */
      retries: 'retries',
    },
    caption: (functionName: string, pool: string) => `${functionName} · ${pool}`,
    summary: (environments: number, requests: number, seconds: string) =>
      `${plural(environments, 'environment', 'environments')}, ${plural(requests, 'request', 'requests')} in ${seconds}.`,
    noneFocused: 'Press an arrow key to walk through the records.',
  },

  record: {
    request: (number: number) => `request ${formatCount(number)}`,
    environment: (number: number, functionName: string) => `env ${formatCount(number)} of ${functionName}`,
    batch: (number: number, size: number) => `batch ${formatCount(number)}: ${plural(size, 'message', 'messages')}`,
    batchTitle: (number: number, size: number) => `Batch ${formatCount(number)}: ${plural(size, 'message', 'messages')}`,
    lane: (functionName: string) => functionName,
    from: (time: string) => `at ${time}`,
    lasting: (span: number) => `for ${formatDuration(span)}`,
    ongoing: 'still going on at the end',
    billed: (ms: number, withInit: boolean) => `billed ${formatCount(ms)} ms${withInit ? ', init included' : ''}`,
    lengthBy: (confidence: string, rule: string) => `length ${confidence} (${rule})`,
    sentence: (parts: readonly string[]) => `${parts.filter((part) => part !== '').join(', ')}.`,
  },

  concurrency: {
    title: 'Concurrency',
    label: 'Number of requests in flight over time, with the limits that hold',
    limit: {
      account: (value: number) => `account ${formatCount(value)}`,
      unreserved: (value: number) => `unreserved ${formatCount(value)}`,
      reserved: (value: number, functionName: string | null) =>
        functionName === null ? `reserved concurrency ${formatCount(value)}` : `reserved ${formatCount(value)} · ${functionName}`,
      /** Two limits of the same value: `reserved = provisioned 8`. */
      both: (one: string, other: string, value: number, functionName: string | null) =>
        `${one} = ${other} ${formatCount(value)}${functionName === null ? '' : ` · ${functionName}`}`,
      provisioned: (value: number, functionName: string | null) =>
        functionName === null ? `provisioned concurrency ${formatCount(value)}` : `provisioned ${formatCount(value)} · ${functionName}`,
    },
    offScale: (label: string) => `${label} ↑`,
    readout: (busy: number, initialising: number) =>
      `${formatCount(busy)} in flight${initialising > 0 ? `, ${formatCount(initialising)} initialising` : ''}`,
    peak: (busy: number) => `At most ${formatCount(busy)} in flight at a time.`,
  },

  minimap: {
    label: 'Stretch of the run on show',
    from: 'Shown from',
    to: 'Shown until',
  },

  legend: {
    label: 'Legend',
    idle: 'idle',
    billed: 'billed',
    failed: 'failed',
    throttled: 'throttled',
    gaveUp: 'caller gave up',
    dropped: 'event given up',
    retried: 'wait, then retry',
    connectionWait: 'waits for a connection',
    create: 'create',
    network: 'network',
    download: 'download',
    runtimeStart: 'runtime start',
    functionInit: 'function init',
    restore: 'restore',
    suppressedInit: 'repeated init',
    handler: 'handler',
  },

  transport: {
    label: 'Playback',
    pace: 'Speed, loop and bookmarks',
    jumps: 'Jumps',
    play: 'Play',
    pause: 'Pause',
    reverse: 'Play backwards',
    previousRecord: 'Previous record',
    nextRecord: 'Next record',
    previousMoment: (what: string | null) => (what === null ? 'Nothing noteworthy before' : `Previous: ${what}`),
    nextMoment: (what: string) => `Next: ${what}`,
    /** The same in two parts: the first is left out where there is no room. */
    nextParts: (what: string) => ['Next:', what] as const,
    none: 'none',
    noneNext: 'Next: none',
    moments,
    time: 'Time',
    timeOf: (until: string) => `/ ${until}`,
    timeHint: 'A time such as 1.25 s, 300 ms or 2:05',
    timeWrong: 'Not a time. Type one such as 1.25 s, 300 ms or 2:05.',
    scrubber: 'Playhead',
    scrubberValue: (time: string, until: string, busy: number) => `${time} of ${until}, ${formatCount(busy)} in flight`,
    speed: 'Speed',
    rate,
    loopSet: 'Loop what is on show',
    loopClear: 'Stop looping',
    loopOn: (from: string, to: string) => `Looping ${from} to ${to}`,
  },
} as const
