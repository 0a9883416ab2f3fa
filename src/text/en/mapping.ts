import { formatCount } from '../../base/format.ts'
/** Words about the fields of an event source mapping, and what the API says of wrong ones. */

export const serviceText = {
  sqs: 'SQS',
  kinesis: 'Kinesis',
  dynamodb: 'DynamoDB Streams',
  kafka: 'Kafka',
  mq: 'Amazon MQ',
  documentdb: 'DocumentDB',
} as const
type Service = keyof typeof serviceText

const listed = (words: readonly string[], last: string): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

interface Range {
  least: number
  most: number
  endless?: true
}

const rangeOf = ({ least, most, endless }: Range): string => `${endless === true ? '-1 (no limit) or ' : ''}${formatCount(least)} to ${formatCount(most)}`

export const mappingText = {
  unknown: (name: string, close: string | null) =>
    `An event source mapping has no field ${name}.${close === null ? '' : ` Did you mean ${close}?`}`,
  notFor: (name: string, service: Service, services: readonly Service[]) =>
    `${name} is not a setting for ${serviceText[service]}, but for ${listed(services.map((each) => serviceText[each]), 'and')}.`,
  wrong: (path: string, value: string, expected: string) => `${path} is ${value}. Allowed: ${expected}.`,
  range: (range: Range) => `a whole number, ${rangeOf(range)}`,
  switch: 'true or false',
  time: 'a time, as seconds since 1970 or as 2026-11-23T12:00:00Z',
  text: (most: number | null) => (most === null ? 'text' : `text of at most ${formatCount(most)} characters`),
  oneOf: (values: readonly string[]) => listed(values, 'or'),
  list: 'a list, in [ ]',
  items: (most: number) => `a list of at most ${formatCount(most)}`,
  map: 'names and values, in { }',
  structure: (parts: readonly string[]) => `${listed(parts, 'and')}, in { }`,
  missing: (name: string, values: readonly string[]) => `${name} is missing. A stream needs it: ${listed(values, 'or')}.`,
  fixed: (name: string) => `${name} cannot be changed. Delete the mapping and create it again.`,
  noTimeOnDynamo: 'DynamoDB Streams cannot be read from a time. Allowed: TRIM_HORIZON or LATEST.',
  timeNeeded: 'StartingPosition is AT_TIMESTAMP, but there is no StartingPositionTimestamp.',
  timeUnused: 'StartingPositionTimestamp only goes with the StartingPosition AT_TIMESTAMP.',
  /** Of the list of fields. */
  reference: 'All fields of an event source mapping',
  referenceNote: (date: string) => `As the API defines them, read ${date}. A run plays what is marked; the rest is kept with the scenario.`,
  played: 'Played',
  keptOnly: 'Kept, not played',
  initial: (value: string) => `Default ${value}`,
  initialBy: (some: readonly { value: string; services: readonly Service[] }[]) =>
    `Default ${some.map(({ value, services }) => `${value} for ${listed(services.map((each) => serviceText[each]), 'and')}`).join(', ')}`,
  required: 'Required',
  optional: 'No default',
  forms: {
    switch: 'true or false',
    time: 'time',
    text: 'text',
    structure: 'structure',
    map: 'names and values',
  },
  rangeShort: rangeOf,
  itemsShort: (what: string, most: number) => (most === 1 ? `list of at most 1: ${what}` : `list of at most ${formatCount(most)}: ${what}`),
  structureShort: (parts: readonly string[]) => `{ ${parts.join(', ')} }`,
  choiceShort: (values: readonly string[]) => values.join(' | '),
  services: (services: readonly Service[]) => (services.length === Object.keys(serviceText).length ? 'All sources' : listed(services.map((each) => serviceText[each]), 'and')),
} as const

const exception = (words: string): string => `InvalidParameterValueException: ${words}`

/** What the service and its tools have been seen to answer. */
export const apiMapping = {
  /** Only the kind of the answer is known. */
  refused: 'InvalidParameterValueException',
  unknown: (name: string) => `Parameter validation failed: Unknown parameter in input: "${name}"`,
  notFor: (name: string, service: Service) =>
    service === 'sqs' && name === 'StartingPosition'
      ? exception('StartingPosition is not valid for SQS event sources.')
      : exception(`Unsupported ${name} parameter for given event source mapping type.`),
  missing: (name: string) =>
    `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null.`,
  timeNeeded: exception('Need to specify a timestamp'),
  range: (value: unknown, member: string, { least, most, endless }: Range) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return null
    const low = endless === true ? -1 : least
    const [word, bound] = value < low ? ['greater', low] : ['less', most]
    if (value >= low && value <= most) return 'InvalidParameterValueException'
    return `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${word} than or equal to ${bound}`
  },
  oneOf: (value: unknown, member: string, values: readonly string[]) =>
    typeof value === 'string'
      ? `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`
      : null,
  batchWindow: exception('Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10'),
  visibility: (visibility: number, timeout: number) =>
    exception(`Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`),
} as const
