/** Words of the configuration panel. Names of AWS's fields are AWS's. */

interface KnobText {
  label: string
  unit?: string
  hint?: string
  /** What an optional field says when it is not set. */
  off?: string
  options?: Readonly<Record<string, string>>
}

const knobs = {
  quota: { label: 'Account', options: { default: 'Default quota', new: 'New account', custom: 'Own quota' } },
  rateLimit: {
    label: 'Request rate',
    hint: 'Requests per second for each unit of concurrency.',
    options: { documented: 'As documented', off: 'Unlimited', custom: 'Custom' },
  },
  priceRegion: { label: 'Price Region', hint: 'Elsewhere than us-east-1 only duration on x86 is known; the rest is as there.' },
  aliasShift: { label: 'Alias: to next version', unit: '%', off: 'Not split', hint: 'Each request on its own. Versions have their own environments.' },
  freeTier: { label: 'Free tier' },
  outOfMemoryRate: { label: 'Out of memory', unit: '%', hint: 'The environment is reset.' },
  failRequests: { label: 'Requests that fail', hint: 'Numbers of requests, in order of arrival: 1, 4.' },
  create: { label: 'Create', unit: 'ms', off: 'As measured' },
  download: { label: 'Download', unit: 'ms', off: 'As measured' },
  runtimeStart: { label: 'Runtime start', unit: 'ms', off: 'As measured' },
  restore: { label: 'Restore', unit: 'ms', off: 'As measured' },
  responseKB: { label: 'Response', unit: 'KB' },
  firstCall: { label: 'First call', unit: 'ms', off: 'As measured', hint: 'In place of waiting and computing.' },
  firstAt: { label: 'First at', unit: 's' },
  repeatsAfter: { label: 'Repeats after', unit: 's', off: 'Never' },
  title: { label: 'Title' },
  description: { label: 'Description' },
  FunctionName: { label: 'FunctionName' },
  sourceName: { label: 'Source name' },
  Qualifier: { label: 'Qualifier', hint: 'Version or alias the callers name.' },
  payloadKB: { label: 'Request payload', unit: 'KB' },
  maxAttempts: { label: 'Attempts in all', off: 'As the mode documents' },
  Runtime: { label: 'Runtime' },
  Architectures: { label: 'Architectures', options: { x86_64: 'x86_64', arm64: 'arm64' } },
  PackageType: { label: 'PackageType', options: { Zip: 'Zip', Image: 'Image' } },
  MemorySize: { label: 'MemorySize', unit: 'MB', hint: 'CPU follows: one vCPU at 1,769 MB.' },
  Timeout: { label: 'Timeout', unit: 's' },
  EphemeralStorage: { label: 'EphemeralStorage', unit: 'MB' },
  SnapStart: {
    label: 'SnapStart',
    hint: 'Restores a snapshot in place of init.',
    options: { None: 'None', PublishedVersions: 'PublishedVersions' },
  },
  vpc: { label: 'Attached to a VPC' },
  extensions: {
    label: 'Extensions',
    hint: 'They decide how long the shutdown may take.',
    options: { none: 'None', internal: 'Internal', external: 'External' },
  },

  initPreset: {
    label: 'Init code',
    hint: 'Code outside the handler.',
    options: {
      hello: 'Hello world',
      'sdk-node': 'AWS SDK, Node.js',
      'sdk-python': 'AWS SDK, Python',
      'sdk-rust': 'AWS SDK, Rust',
      'java-quarkus': 'Quarkus on the JVM',
      'java-lazy-libs': 'Java, libraries loaded late',
      'node-small-lib': 'Node.js, one small library',
      'graalvm-quarkus': 'Quarkus, native image',
      'java-dagger': 'Java with Dagger',
      micronaut: 'Micronaut',
      'spring-boot': 'Spring Boot',
      'dotnet-rest': '.NET REST service',
      'node-rest': 'Node.js REST service',
      'go-rest': 'Go REST service',
    },
  },
  functionInit: {
    label: 'Function init',
    unit: 'ms',
    off: 'As measured',
    hint: 'Your own figure instead.',
  },
  codeSizeMB: { label: 'Code size', unit: 'MB', hint: 'Unzipped code that is loaded.' },

  ioKind: { label: 'Waiting: distribution' },
  io: { label: 'Waiting', unit: 'ms', hint: 'On others. Memory does not help.' },
  ioSpread: { label: 'Waiting: spread', hint: 'Standard deviation of the logarithm.' },
  workKind: { label: 'Computing: distribution' },
  work: { label: 'Computing', unit: 'ms', hint: 'At one vCPU. Memory does help.' },
  workSpread: { label: 'Computing: spread', hint: 'Standard deviation of the logarithm.' },
  memoryUsedMB: { label: 'Memory used', unit: 'MB', hint: 'Above MemorySize the invocation is killed.' },

  pool: {
    label: 'Pool',
    options: { unreserved: 'Unreserved', reserved: 'Reserved', provisioned: 'Provisioned' },
  },
  ReservedConcurrentExecutions: {
    label: 'ReservedConcurrentExecutions',
    off: 'Not reserved',
    hint: 'Guarantee and ceiling. 0 is off.',
  },
  ProvisionedConcurrentExecutions: { label: 'ProvisionedConcurrentExecutions' },
  readyAtStart: { label: 'Allocated before the start' },
  ConcurrentExecutions: {
    label: 'ConcurrentExecutions',
    hint: 'Account quota, shared by all.',
  },
  scalingRate: {
    label: 'Scaling rate',
    hint: 'How fast new environments may be added.',
    options: { documented: 'As documented', off: 'Unlimited', custom: 'Custom' },
  },

  arrivals: {
    label: 'Arrivals',
    options: {
      poisson: 'Poisson, steady',
      regular: 'Evenly spaced',
      bursts: 'Bursts',
      schedule: 'Schedule',
      rate: 'Drawn or pasted',
      renewal: 'Random gaps',
      list: 'Listed requests',
    },
  },
  ratePerSecond: { label: 'Rate', unit: 'requests/s' },
  peakRate: { label: 'Peak rate', unit: 'requests/s', hint: 'Scales the whole curve.' },
  interval: { label: 'Gap between requests', unit: 'ms' },
  scheduleCount: { label: 'Requests each time', unit: 'requests' },
  schedulePeriod: { label: 'Every', unit: 's' },
  scheduleJitter: { label: 'Late by up to', unit: 'ms' },
  via: {
    label: 'Entry point',
    options: {
      sdk: 'AWS SDK',
      'rest-api': 'REST API',
      'http-api': 'HTTP API',
      'function-url': 'Function URL',
      alb: 'Load balancer',
    },
  },
  integrationTimeout: { label: 'Integration timeout', unit: 'ms', off: 'The maximum' },
  clientTimeout: { label: 'Client timeout', unit: 'ms', off: 'Waits for ever' },
  retryMode: { label: 'Retry mode', options: { none: 'None', standard: 'Standard', legacy: 'Legacy' } },

  errorRate: { label: 'Handler errors', unit: '%' },
  crashRate: { label: 'Process exits', unit: '%', hint: 'The environment is reset.' },
  initErrorRate: { label: 'Init errors', unit: '%' },
  downstreamSlowdown: { label: 'Slow downstream', unit: '×', hint: 'Multiplies the waiting part of the handler.' },
  downstreamConnections: {
    label: 'Downstream connections',
    off: 'No limit',
    hint: 'A handler waits for a free one.',
  },

  idleLifetime: {
    label: 'Idle lifetime',
    hint: 'How long an idle environment is kept.',
    options: {
      measured: '5 to 7 minutes',
      '360': '6 minutes',
      '600': '10 minutes',
      '642': '10.7 minutes',
      '1560': '26 minutes',
      '3000': '50 minutes',
      forever: 'For ever',
      custom: 'Custom',
    },
  },
  idleSelection: {
    label: 'Idle one chosen',
    options: {
      'most-recently-used': 'Most recently used',
      'newest-created': 'Newest created',
      'least-recently-used': 'Least recently used',
    },
  },
  lifetimeCap: {
    label: 'Lifetime cap',
    hint: 'Replaced even when busy.',
    options: { default: '2 to 14 hours', off: 'No cap', custom: 'Custom' },
  },
  proactiveInitShare: {
    label: 'Proactive init',
    unit: '%',
    hint: 'Ahead of need, per hundred cold starts.',
  },
  snapshotCache: {
    label: 'Snapshot cache',
    options: { 'after-first-restores': 'Warms up', always: 'Always', never: 'Never' },
  },
  uncachedRestores: { label: 'Uncached restores', unit: 'restores' },
  provisionedPreparation: {
    label: 'Provisioning begins after',
    options: { default: '1 to 2 minutes', '0': 'No wait', custom: 'Custom' },
  },
  abortedInitBilled: { label: 'Aborted init is billed' },

  duration: { label: 'Duration', unit: 's' },
  seed: { label: 'Seed', hint: 'Same seed, same requests.' },
} as const satisfies Readonly<Record<string, KnobText>>

export type KnobId = keyof typeof knobs
export type GroupId = 'function' | 'coldStart' | 'handler' | 'concurrency' | 'traffic' | 'faults' | 'assumptions' | 'run'

const groups: Readonly<Record<GroupId, string>> = {
  function: 'Function',
  coldStart: 'Cold start',
  handler: 'Handler',
  concurrency: 'Concurrency',
  traffic: 'Traffic',
  faults: 'Faults',
  assumptions: 'Assumptions',
  run: 'Run',
}

export const configuration = {
  interventions: 'Interventions',
  title: 'Configuration',
  lookFor: 'What to look for',
  knobs: knobs as Readonly<Record<KnobId, KnobText>>,
  groups,
  distributions: {
    deterministic: 'Always the same',
    uniform: 'Uniform',
    loguniform: 'Log-uniform',
    exponential: 'Exponential',
    lognormal: 'Log-normal',
    erlang: 'Erlang',
    hyperexponential: 'Hyperexponential',
    empirical: 'From measurements',
  },
  assumptionsNote: 'AWS does not document these. Change them and see what depends on them.',
  assumption: (value: string, why: string) => `Default: ${value}. ${why}`,
  on: 'on',
  off: 'off',
  assumptionsReset: 'All back to default',
  chooseFunction: 'Function shown',
  chooseSource: 'Source shown',
  reroll: 'New seed',
  more: 'More settings',
  moreOf: (group: string) => `More settings: ${group}`,
  json: 'Edit as JSON',
  listedRequests: (count: string) => `${count} listed requests. Edit them as JSON.`,
  withUnit: (label: string, unit: string | undefined) => (unit === undefined ? label : `${label}, ${unit}`),
  valueText: (value: string, unit: string | undefined) => (unit === undefined ? value : `${value} ${unit}`),
  optional: (label: string) => `${label}: set a value`,
  basis: { documented: 'documented', measured: 'measured', assumed: 'assumed' },
  ruleBadge: (basis: string, rule: string) => `${basis} ${rule}`,
  bursts: {
    title: 'Bursts',
    at: 'At',
    count: 'Requests',
    spread: 'Spread over',
    atLabel: (row: number) => `Burst ${row}: at, seconds`,
    countLabel: (row: number) => `Burst ${row}: requests`,
    spreadLabel: (row: number) => `Burst ${row}: spread over, milliseconds`,
    seconds: 's',
    milliseconds: 'ms',
    add: 'Add a burst',
    remove: (row: number) => `Remove burst ${row}`,
    more: (count: string) => `and ${count} more; edit them as JSON`,
  },
  issues: {
    kept: 'Not applied. The picture still shows the last valid settings.',
    allowed: (allowed: string) => `Allowed: ${allowed}`,
    title: (count: number) => (count === 1 ? 'One setting is not valid' : `${count} settings are not valid`),
    discard: 'Discard the change',
  },
  jsonDialog: {
    title: 'Scenario as JSON',
    label: 'Scenario, JSON',
    intro: 'Everything the run depends on. Leave out what should keep its default.',
    apply: 'Apply',
    cancel: 'Cancel',
    close: 'Close',
    export: 'Save to a file',
    import: 'Open a file',
    fileName: 'lambdascope-scenario.json',
    valid: 'Valid.',
    found: (count: number) => (count === 1 ? 'One problem found' : `${count} problems found`),
    unreadable: 'The file could not be read.',
  },
}
