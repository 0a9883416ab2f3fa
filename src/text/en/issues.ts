/** Words for what is wrong with a scenario or a link. Values arrive already written out. */

const list = (words: readonly string[], join = 'or'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${join} ${words[words.length - 1]}`
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })
/** Neither a space of some kind nor a control or format character. */
const isVisible = (character: string): boolean => !/^[\p{C}\p{Z}]/u.test(character)

const services = { sqs: 'SQS', sns: 'SNS', lambda: 'Lambda', events: 'EventBridge', s3: 'S3' } as const

export const allowedText = {
  services,
  target: (names: readonly (keyof typeof services)[]) => `null, or the ARN of a standard target of ${list(names.map((name) => services[name]))}`,
  eventSource: 'a queue or a stream',
  pattern: 'a JSON object in the syntax of EventBridge patterns',
  orEndless: (least: number) => `-1 for no limit, or at least ${number.format(least)}`,
  number: (min: number, max: number) => `a number from ${number.format(min)} to ${number.format(max)}`,
  whole: (min: number, max: number) => `a whole number from ${number.format(min)} to ${number.format(max)}`,
  atMost: (max: number) => `at most ${number.format(max)}`,
  atLeast: (min: number) => `at least ${number.format(min)}`,
  text: (max: number) => `text of at most ${number.format(max)} characters`,
  anyText: 'text',
  boolean: 'true or false',
  null: 'null',
  object: (fields: readonly string[]) => `an object with the fields ${list(fields, 'and')}`,
  list: (max: number) => `a list of at most ${number.format(max)} entries`,
  listBetween: (min: number, max: number) => `a list of ${number.format(min)} to ${number.format(max)} entries`,
  pair: (length: number) => `a list of exactly ${number.format(length)}`,
  oneOf: (values: readonly string[]) => list(values),
  noField: 'no fields',
  functionName: '1 to 64 letters, digits, hyphens or underscores',
  sourceName: '1 to 64 characters without control characters',
  qualifier: 'a version or alias of letters, digits, hyphens or underscores',
  arn: 'an ARN of SQS, SNS, Lambda, EventBridge or S3, such as arn:aws:sqs:us-east-1:123456789012:failed-events',
  date: (min: string, max: string) => `a day from ${min} to ${max}, written year-month-day`,
  bytes: (max: number) => `at most ${number.format(max)} bytes`,
  weights: 'an object with versions and their shares',
  versions: 'a published version: a whole number from 1',
  oneWeight: 'at most one other version',
  aliasName: 'a name that is not a number',
  depth: (max: number) => `at most ${number.format(max)} levels of nesting`,
} as const

export const issueText = {
  invalid: (path: string, value: string, allowed: string) => `${path} is ${value}. Allowed: ${allowed}.`,
  missing: (path: string, allowed: string) => `${path} is missing. Allowed: ${allowed}.`,
  unknownField: (path: string, allowed: string) => `There is no field ${path}. Allowed: ${allowed}.`,
  misspelt: (path: string, close: string) => `There is no field ${path}; did you mean ${close}?`,
  root: 'the scenario',
  json: (line: number, column: number, found: string) =>
    `This is not JSON: line ${number.format(line)}, column ${number.format(column)} has ${found}.`,
  jsonEnd: 'an end that comes too early',
  jsonCharacter: (character: string) =>
    isVisible(character) ? `an unexpected ${character}` : `an unexpected character that cannot be seen (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`,
  jsonAllowed: 'valid JSON',
  tooLong: (bytes: number, allowed: string) => `The text has ${number.format(bytes)} bytes. Allowed: ${allowed}.`,
  tooDeep: (allowed: string) => `The text is nested too deeply. Allowed: ${allowed}.`,
  newerVersion: (version: number, known: number) =>
    `This scenario is of version ${number.format(version)}; this page knows versions up to ${number.format(known)}. A newer Lambdascope can open it.`,
  badVersion: (value: string, known: number) =>
    `version is ${value}. Allowed: a whole number from 1 to ${number.format(known)}.`,
  more: (count: number) => `${number.format(count)} more ${count === 1 ? 'problem is' : 'problems are'} not listed.`,

  duplicateName: (path: string, name: string) => `${path}: the name ${name} is used twice. Give each its own.`,
  unknownFunction: (path: string, name: string, allowed: string) =>
    `${path} names the function ${name}, which this scenario does not have. Allowed: ${allowed}.`,
  unknownSource: (path: string, name: string, allowed: string) =>
    `${path} names the source ${name}, which this scenario does not have. Allowed: ${allowed}.`,
  unknownRule: (path: string, id: string) => `${path}: there is no rule ${id}.`,
  unknownRuleAllowed: 'the id of a rule',
  unknownQualifier: (path: string, qualifier: string, allowed: string) =>
    `${path} calls version or alias ${qualifier}, which the function does not have. Allowed: ${allowed}.`,
  latest: 'null for $LATEST',
  anyVersion: 'any version or alias',
  reservedSum: (path: string, value: number, allowed: number, kept: number) =>
    `${path} is ${number.format(value)}. Reserved concurrency must leave ${number.format(kept)} of the account unreserved: at most ${number.format(allowed)} here.`,
  provisionedAboveReserved: (path: string, sum: number, reserved: number) =>
    `${path}: provisioned concurrency adds up to ${number.format(sum)}, above the ${number.format(reserved)} reserved for the function. Allowed: at most ${number.format(reserved)} in all.`,
  provisionedAboveAccount: (path: string, sum: number, allowed: number, kept: number) =>
    `${path}: provisioned concurrency adds up to ${number.format(sum)}. ${number.format(kept)} of the account must stay unreserved: at most ${number.format(allowed)} in all.`,
  accountTooSmall: (path: string, value: number, { held, kept }: { held: number; kept: number }) =>
    `${path} is ${number.format(value)}. Functions hold ${number.format(held)} reserved or provisioned then, and ${number.format(kept)} must stay unreserved. Allowed: at least ${number.format(held + kept)}.`,
  provisionedOnLatest: (path: string) =>
    `${path} is $LATEST. Provisioned concurrency belongs to a published version or an alias.`,
  aliasName: (path: string, name: string) => `${path} is ${name}. An alias has a name of its own, not that of a version.`,
  aliasVersion: (path: string, version: string) => `${path} is ${version}. An alias that splits requests names two published versions.`,
  aliasWeights: (path: string, count: number) =>
    `${path} names ${number.format(count)} versions. An alias splits requests between two: its own and one other.`,
  aliasProvisioned: (path: string, name: string) =>
    `${path}: the alias ${name} splits requests; the model does not split provisioned concurrency. Set it on a version.`,
  aliasTwice: (path: string, version: string) => `${path}: version ${version} has provisioned concurrency by two names. Use one of them.`,
  snapStartProvisioned: (path: string) =>
    `${path}: SnapStart and provisioned concurrency exclude each other. Switch one of them off.`,
  snapStartRuntime: (path: string, runtime: string, allowed: string) =>
    `${path}: SnapStart does not support ${runtime}. Allowed: ${allowed}.`,
  snapStartStorage: (path: string, size: number, allowed: number) =>
    `${path} is ${number.format(size)}. With SnapStart at most ${number.format(allowed)} MB.`,
  snapStartLatest: (path: string) =>
    `${path} is $LATEST, but SnapStart works on published versions only. Name a version or an alias.`,
  functionUrlVersion: (path: string, qualifier: string) =>
    `${path} is ${qualifier}. A function URL points to $LATEST or to an alias, not to a numbered version.`,
  afterEnd: (path: string, atMs: number, durationMs: number) =>
    `${path} is ${number.format(atMs)}, after the end of the run. Allowed: at most ${number.format(durationMs)}.`,
  endBeforeStart: (path: string, untilMs: number, atMs: number) =>
    `${path} is ${number.format(untilMs)}. Allowed: more than ${number.format(atMs)}, when it starts.`,
  integrationTimeout: (path: string, value: number, allowed: string) =>
    `${path} is ${number.format(value)}. Allowed: ${allowed}.`,
  integrationTimeoutMax: (max: number) => `at most ${number.format(max)}, or null`,
  noIntegrationTimeout: 'null: this entry point has no timeout of its own',
  noEventSource: (path: string) => `${path} is null, but via is "event-source". Say which queue or stream is polled.`,
  eventSourceUnused: (path: string, via: string) => `${path} is set, but via is "${via}". Only via "event-source" polls a queue or a stream: set it to null.`,
  batchWithoutWindow: (path: string, size: number, { most, window }: { most: number; window: number }) =>
    `${path} is ${number.format(size)}. Above ${number.format(most)} it needs a MaximumBatchingWindowInSeconds of at least ${number.format(window)}.`,
  fifoBatch: (path: string, size: number, most: number) => `${path} is ${number.format(size)}. Batches of a FIFO queue hold at most ${number.format(most)}.`,
  fifoWindow: (path: string, window: number) => `${path} is ${number.format(window)}. A FIFO queue has no batching window. Allowed: 0.`,
  visibility: (path: string, seconds: number, { name, Timeout }: { name: string; Timeout: number }) =>
    `${path} is ${number.format(seconds)}, less than the Timeout of ${name}, ${number.format(Timeout)}: messages would be visible again while they are handled. Allowed: at least ${number.format(Timeout)}.`,
  pollersAndConcurrency: (path: string) => `${path} and ScalingConfig exclude each other: set one of them to null.`,
  pollers: (path: string, least: number, most: number) => `${path} is ${number.format(least)}. Allowed: at most ${number.format(most)}, which is MaximumPollers.`,
  filterPattern: (path: string) => `${path}: invalid filter pattern definition. It must be a JSON object, such as {"body":{"type":["order"]}}.`,
  timestampUnused: (path: string, position: string) => `${path} is set, but StartingPosition is ${position}. Only AT_TIMESTAMP has a timestamp: set it to null.`,
  timestampMissing: (path: string) => `${path} is null, but StartingPosition is AT_TIMESTAMP: say from when on.`,
  timestampInFuture: (path: string, value: number, latest: number) => `${path} is ${value}, after the start of the run at ${latest}. It cannot be in the future.`,
  noTimestampOfDynamo: (path: string) => `${path} is AT_TIMESTAMP, which DynamoDB streams do not have. Allowed: TRIM_HORIZON or LATEST.`,
  needsPollers: (path: string) => `${path} is set. Mappings of Kafka have it in provisioned mode only: set ProvisionedPollerConfig, or leave it out.`,
  fanOutOfDynamo: (path: string) => `${path} is true. Enhanced fan-out belongs to Kinesis.`,
  timeoutOfMapping: (path: string, { name, Timeout }: { name: string; Timeout: number }, most: number) =>
    `${path}: the Timeout of ${name} is ${number.format(Timeout)}. Functions with such a mapping have at most ${number.format(most)} seconds.`,
  timeoutAboveVisibility: (path: string, seconds: number, { queue, visibility }: { queue: string; visibility: number }) =>
    `${path} is ${number.format(seconds)}. Queue visibility timeout of ${queue}: ${number.format(visibility)} seconds is less than the function timeout. Allowed: at most ${number.format(visibility)}.`,
  reshard: (path: string, shard: number, change: string) => `${path} is ${number.format(shard)}: at that moment there is no such shard to ${change}${change === 'merge' ? ' with a neighbour' : ''}.`,
  fifoTarget: (path: string, arn: string) => `${path} is ${arn}. FIFO queues and topics cannot be targets.`,
  minAboveMax: (path: string, min: number, max: number) =>
    `${path}: min is ${number.format(min)} and max is ${number.format(max)}. Allowed: min at most max.`,
  quantiles: (path: string) => `${path}: probabilities must rise from pair to pair, and values must not fall.`,
  quantilesAllowed: 'pairs in rising order',
  pointOrder: (path: string, atMs: number, before: number) =>
    `${path} is at ${number.format(atMs)} ms, before the point above it. Allowed: at least ${number.format(before)}.`,
  periodTooShort: (path: string, period: number, last: number) =>
    `${path} is ${number.format(period)}. Allowed: at least ${number.format(last)}, the last point.`,
  tooManyRequests: (expected: string, limit: number) =>
    `traffic would send about ${expected} requests in this run. Allowed: at most ${number.format(limit)}. Lower a rate or shorten the run.`,
  endless: 'endlessly many',
  share: (value: number) => number.format(value),
  shareAllowed: (room: number) => `at most ${number.format(room)} here, 1 in all`,
  faultShares: ({ path, value, others, atMs, allowed }: { path: string; value: number; others: readonly string[]; atMs: number | null; allowed: string }) => {
    const when = atMs === null ? '' : ` at ${number.format(atMs)} ms`
    const beside = others.length === 0 ? '' : `, beside ${list(others, 'and')}`
    return `${path} is ${number.format(value)}${beside}${when}. An invocation fails in one way. Allowed: ${allowed}.`
  },
  settingForAccount: (path: string) => `${path} belongs to a function: name one.`,
  settingForFunction: (path: string) => `${path} belongs to the account: function must be null.`,
  emptySetting: (path: string) => `${path} changes nothing. Allowed: at least one setting.`,
} as const

/** What a link or stored settings could not give back. */
export const noticeText = {
  broken: 'This link could not be read, so the default scenario is shown.',
  otherEngine: (engine: string) =>
    `This link was made with another version of the model (${engine}). The run below follows today's rules and may differ.`,
  clamped: 'The moment in this link lies outside the run; the nearest one is shown.',
  brokenComparison: 'The second future in this link could not be read, so only A is shown.',
  storageReset: 'Saved settings could not be read and were set back to their defaults.',
  relaxed: (name: string) => `The run now ignores the rule "${name}". Undo brings it back.`,
  restored: 'Your last scenario is back in the Lab. The list there has the presets and what you saved.',
  tooLarge: 'This scenario is too large for a link. Export it as a file to pass it on.',
} as const
