/** Words of the event list. Kinds and outcomes are named as on the stage. */
import { formatCount, formatNumber } from '../../base/format.ts'
import type { RuleValue } from '../../rules/rule.ts'
import { plural } from './words.ts'

/** `stepRefill` in words: `step refill`. */
const spaced = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const ruleValue = ({ name, value, unit }: RuleValue): string =>
  `${spaced(name)} ${typeof value === 'number' ? formatNumber(value) : String(value)}${unit === '' ? '' : ` ${unit}`}`

export const events = {
  title: 'Events',
  caption: 'Everything that happened, in order of time',
  columns: { time: 'Time', what: 'What', environment: 'Environment', request: 'Request', rule: 'Rule' },
  environment: (number: string) => `env ${number}`,
  request: (number: string) => `req ${number}`,
  seek: (time: string, what: string) => `${time}, ${what}`,
  what: (kind: string, outcome: string) => (outcome === '' ? kind : `${kind}: ${outcome}`),
  batch: (number: number, size: number) => `Batch ${formatCount(number)}: ${plural(size, 'message', 'messages')}`,
  filter: 'Kinds shown',
  all: 'All kinds',
  follow: 'Follow the playhead',
  empty: 'Nothing of this kind happened.',
  none: 'Nothing has run yet.',
  count: (shown: string) => `${shown} records`,
  rule: (name: string, statement: string) => `${name}: ${statement}`,
  details: {
    label: 'Selected event',
    close: 'Close the details',
    facts: (facts: readonly string[]) => facts.join(' · '),
    reason: 'Reason in the response:',
    values: (values: readonly RuleValue[]) => values.map(ruleValue).join(' · '),
    checked: (date: string) => `checked ${date}`,
  },
} as const
