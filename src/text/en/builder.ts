import type { TrafficShapeId } from '../../rules/traffic.ts'
import { plural } from './words.ts'

/** Words of the scenario builder: parts of a scenario and traffic drawn, measured or pasted. */

const shapes: Readonly<Record<TrafficShapeId, string>> = {
  'diurnal-consumer': 'A day of a consumer service',
  'office-hours': 'A day of office hours',
  'diurnal-batch-spike': 'A day with a batch at one hour',
  'diurnal-hourly-cron': 'A day with hourly jobs',
  'flash-spike': 'A sudden spike',
  'level-shift': 'A level that shifts',
  'platform-day-bursty': 'A bursty day of a platform',
  'platform-two-weeks': 'Two weeks of a platform',
}

export const builder = {
  functions: {
    add: 'Add a function',
    copy: 'Duplicate this function',
    remove: 'Remove this function and its traffic',
  },
  sources: {
    add: 'Add a source of traffic',
    copy: 'Duplicate this source',
    remove: 'Remove this source',
    none: 'Nothing calls this function.',
  },
  curve: {
    title: 'Rate over time',
    drawing: 'Curve of the rate. Drag to draw; the table below has the same points.',
    drawHint: 'Drag across to draw.',
    top: (rate: string) => `${rate}/s`,
    end: (seconds: string) => `${seconds} s`,
    at: 'At',
    rate: 'Requests/s',
    atLabel: (row: number) => `Point ${row}: at, seconds`,
    rateLabel: (row: number) => `Point ${row}: requests per second`,
    seconds: 's',
    add: 'Add a point',
    remove: (row: number) => `Remove point ${row}`,
    points: (count: string) => `${count} points`,
    more: (count: string) => `and ${count} more; draw, or edit them as JSON`,
  },
  shape: {
    label: 'Measured shape',
    choose: 'Choose',
    hint: 'One period fills the run, at the mean rate set now.',
    shapes,
  },
  paste: {
    title: 'Paste counts per minute',
    label: 'Requests per minute',
    hint: 'Numbers, one for each minute. The run becomes as long.',
    use: 'Use as traffic',
    nothing: 'There are no numbers yet.',
    bad: (line: number, found: string) => `Line ${line}: ${found} is not a count. Write 0 or more.`,
    tooMany: (most: string) => `At most ${most} minutes.`,
    ready: (minutes: number, requests: number) => `${plural(minutes, 'minute', 'minutes')}, ${plural(requests, 'request', 'requests')}`,
  },
  jsonOnly: 'In JSON only: interventions, aliases that split requests, rules switched off, more than one provisioned setting, listed requests, exact distributions.',
} as const
