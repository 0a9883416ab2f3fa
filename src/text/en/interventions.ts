/** Words of interventions: what is done while the scenario runs. */
import { formatCount, formatNumber, formatShare } from '../../base/format.ts'
import type { Intervention } from '../../sim/scenario.ts'

const list = new Intl.ListFormat('en-US', { style: 'short', type: 'unit' })
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

type Fault = Extract<Intervention, { kind: 'fault' }>
type Setting = Extract<Intervention, { kind: 'setting' }>

const share = (name: string) => (value: number): string => `${name} ${formatShare(value)}`

/** What a fault does, with how much of it. */
const faultWords = {
  errorRate: share('errors'),
  crashRate: share('crashes'),
  outOfMemoryRate: share('out of memory'),
  initErrorRate: share('init crashes'),
  downstreamSlowdown: (value: number) => `downstream ${formatNumber(value)}× slower`,
  downstreamConnections: (value: number) => `connections ${formatCount(value)}`,
} as const

function faultLabel({ faults }: Fault): string {
  const parts = Object.entries(faultWords).flatMap(([name, words]) => {
    const value = faults[name as keyof typeof faultWords]
    return typeof value === 'number' ? [words(value)] : []
  })
  return parts.length === 0 ? 'faults' : parts.join(', ')
}

function settingLabel({ set }: Setting): string {
  const { ConcurrentExecutions, ReservedConcurrentExecutions, ProvisionedConcurrentExecutions, MemorySize, Timeout } = set
  const parts = [
    ReservedConcurrentExecutions === undefined ? '' : ReservedConcurrentExecutions === null ? 'unreserved' : `reserved ${formatCount(ReservedConcurrentExecutions)}`,
    ProvisionedConcurrentExecutions === undefined ? '' : `provisioned ${formatCount(ProvisionedConcurrentExecutions.value)}`,
    MemorySize === undefined ? '' : `${formatCount(MemorySize)} MB`,
    Timeout === undefined ? '' : `timeout ${formatCount(Timeout)} s`,
    ConcurrentExecutions === undefined ? '' : `account ${formatCount(ConcurrentExecutions)}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** An intervention in two or three words, as on its mark. */
function label(event: Intervention): string {
  switch (event.kind) {
    case 'burst':
      return `burst ${formatCount(event.count)}`
    case 'fault':
      return faultLabel(event)
    case 'deployment':
      return 'deploy'
    case 'setting':
      return settingLabel(event)
    case 'mapping':
      return event.Enabled ? 'mapping on' : 'mapping off'
    case 'reshard':
      return `${event.change} shard ${formatCount(event.shard)}`
  }
}

const targetOf = (event: Intervention): string => ('source' in event ? event.source : (event.function ?? 'account'))

export const interventions = {
  nowLabel: 'Do something now',
  menu: {
    burst: { label: 'Send a burst', note: 'More requests from a source.' },
    fault: { label: 'Let it fail', note: 'Errors, crashes, a slow downstream, few connections.' },
    deployment: { label: 'Deploy', note: 'New code: new environments are needed.' },
    setting: { label: 'Change a setting', note: 'Concurrency, memory, timeout, the account quota.' },
    mapping: { label: 'Switch a mapping', note: 'Stop reading a queue or stream, or go on.' },
    reshard: { label: 'Reshard a stream', note: 'Split a shard in two, or merge it with the next.' },
  },
  titles: {
    burst: (time: string) => `Send a burst at ${time}`,
    fault: (time: string) => `Let it fail from ${time}`,
    deployment: (time: string) => `Deploy at ${time}`,
    setting: (time: string) => `Change a setting at ${time}`,
    mapping: (time: string) => `Switch a mapping at ${time}`,
    reshard: (time: string) => `Reshard a stream at ${time}`,
  },
  intro: 'It becomes part of the scenario. Everything before this moment stays as it is.',
  label,
  labels: (events: readonly Intervention[]) => list.format(events.map(label)),
  sentence: (event: Intervention, time: string) => `${label(event)}, ${targetOf(event)}, at ${time}`,
  target: targetOf,
  fields: {
    at: 'When',
    source: 'From source',
    count: 'Requests',
    spread: 'Spread over',
    function: 'Function',
    fault: 'What fails',
    until: 'Ends at',
    untilEnd: 'End of the run',
    setting: 'Setting',
    qualifier: 'Qualifier',
    value: 'Value',
    reserved: 'Reserve concurrency',
    unreserved: 'Unreserved',
    mapping: 'Event source mapping',
    stream: 'Stream',
    enabled: 'Enabled',
    disabled: 'Disabled',
    shard: 'Shard, counted from 0',
    change: 'What happens to it',
    split: 'Split',
    merge: 'Merge with the next',
  },
  units: { seconds: 's', milliseconds: 'ms', percent: '%', megabytes: 'MB' },
  withUnit: (name: string, unit: string) => (unit === '' ? name : `${name}, ${unit}`),
  faults: {
    errorRate: { label: 'Handler throws', value: 'Share of invocations', unit: '%' },
    crashRate: { label: 'Process exits', value: 'Share of invocations', unit: '%' },
    outOfMemoryRate: { label: 'Out of memory', value: 'Share of invocations', unit: '%' },
    initErrorRate: { label: 'Init crashes', value: 'Share of inits', unit: '%' },
    downstreamSlowdown: { label: 'Slow downstream', value: 'Times slower', unit: '' },
    downstreamConnections: { label: 'Few connections', value: 'Connections at a time', unit: '' },
  },
  settings: {
    ReservedConcurrentExecutions: { label: 'ReservedConcurrentExecutions', unit: '' },
    ProvisionedConcurrentExecutions: { label: 'ProvisionedConcurrentExecutions', unit: '' },
    MemorySize: { label: 'MemorySize', unit: 'MB' },
    Timeout: { label: 'Timeout', unit: 's' },
    ConcurrentExecutions: { label: 'ConcurrentExecutions, account', unit: '' },
  },
  doIt: 'Do it',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  remove: 'Remove',
  removeOne: (what: string) => `Remove: ${what}`,
  /** Before the words of an intervention. */
  editOne: (target: string) => `Edit, ${target}: `,
  edit: (what: string) => `Edit: ${what}`,
  noSource: 'This scenario has no source that could send one.',
  marks: 'Interventions over time',
  several: (count: number) => `${formatCount(count)} interventions`,
  group: 'Interventions',
  empty: 'None. They happen while the scenario runs: use Now below the stage.',
  status: {
    added: (what: string) => `Done: ${what}.`,
    changed: (what: string) => `Changed: ${what}.`,
    removed: (what: string) => `Removed: ${what}.`,
  },
  seconds: (micros: number) => number.format(micros / 1e6),
} as const
