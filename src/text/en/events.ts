/** Words of the event list. Kinds and outcomes are named as on the stage. */
export const events = {
  title: 'Events',
  caption: 'Everything that happened, in order of time',
  columns: { time: 'Time', what: 'What', environment: 'Environment', request: 'Request', rule: 'Rule' },
  environment: (number: string) => `env ${number}`,
  request: (number: string) => `req ${number}`,
  seek: (time: string, what: string) => `${time}, ${what}`,
  what: (kind: string, outcome: string) => (outcome === '' ? kind : `${kind}: ${outcome}`),
  ruleLabel: (confidence: string, rule: string) => `${confidence}, rule ${rule}`,
  filter: 'Kinds shown',
  all: 'All kinds',
  follow: 'Follow the playhead',
  empty: 'Nothing of this kind happened.',
  none: 'Nothing has run yet.',
  count: (shown: string) => `${shown} records`,
  scroller: 'List of events',
} as const
