import { awsText } from '../../text/en/aws.ts'
import { nearest } from '../nearest.ts'
import type { DeclaredSource } from './applySources.ts'
import { isAwsName, ordinarySource, type Fields } from './eventSources.ts'
import { checkMapping } from './mappingCheck.ts'
import { PRINTED_ONLY } from './mappingFields.ts'
import { textIssue, type TextIssue } from './result.ts'
import { addressOf, readAddress } from './sourceAddress.ts'

/** Mappings, queues and streams as any of the texts has them, checked. */

interface Found {
  issues: TextIssue[]
  ignored: TextIssue[]
}

/** A mapping whose fields are sound; null after saying what is wrong. @param ends of the mapping that is changed; null: the text says them */
export function readSource(said: Omit<DeclaredSource, 'address'>, ends: Fields | null, { issues }: Pick<Found, 'issues'>): DeclaredSource | null {
  const { line, lines } = said
  const own = Object.fromEntries(Object.entries(said.fields).filter(([name]) => !PRINTED_ONLY.includes(name)))
  const fields = ends === null ? own : { ...ends, ...own, EventSourceArn: ends['EventSourceArn'] }
  const address = addressOf(fields)
  const read = address === null ? null : readAddress(address)
  if (address === null || read === null) {
    const message = address === null ? awsText.noSourceArn : awsText.badSourceArn(address)
    issues.push(textIssue(lines.get('EventSourceArn') ?? line, message, address === null ? null : awsText.unrecognised))
    return null
  }
  const wrong = checkMapping(own, read.service, !said.complete)
  for (const { path, message, api } of wrong) issues.push(textIssue(lineOf(path, lines) ?? line, message, api))
  return wrong.length > 0 ? null : { ...said, address, fields }
}

/** Of a path, or of the nearest one around it. */
function lineOf(path: string, lines: ReadonlyMap<string, number>): number | undefined {
  for (let at = path; at !== ''; at = at.replace(/(\.|^)[^.[\]]+$|\[\d+\]$/, '')) {
    const line = lines.get(at)
    if (line !== undefined) return line
  }
  return undefined
}

/** Attributes that SQS and Kinesis know and a run does not play. */
const UNPLAYED: readonly string[] = [
  'MaximumMessageSize', 'ReceiveMessageWaitTimeSeconds', 'Policy', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'SqsManagedSseEnabled',
  'ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit', 'RedriveAllowPolicy', 'QueueArn', 'Tags', 'StreamModeDetails', 'StreamEncryption',
  'MaxRecordSizeInKiB', 'DesiredShardLevelMetrics', 'WarmThroughputMiBps',
]

/** Settings of a queue or stream by the scenario's names and types. */
export function readStore(service: 'sqs' | 'kinesis', said: Fields, line: number, { issues, ignored }: Found): Fields {
  const ordinary: Fields = { ...ordinarySource(service) }
  const known = Object.keys(ordinary).filter(isAwsName)
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      if (known.includes(name)) return [[name, attribute(name, value, ordinary[name])] as const]
      if (UNPLAYED.includes(name)) ignored.push(textIssue(line, awsText.withoutEffect(name)))
      else {
        const close = nearest(name, known)
        issues.push(textIssue(line, awsText.unknownProperty(name, close === null ? awsText.allowedCommands(known.join(', ')) : awsText.didYouMean(close))))
      }
      return []
    }),
  )
}

function attribute(name: string, value: unknown, ordinary: unknown): unknown {
  if (name === 'RedrivePolicy') return redrive(value)
  if (typeof value !== 'string') return value
  if (typeof ordinary === 'number') return /^-?\d+$/.test(value) ? Number(value) : value
  return value === 'true' || value === 'false' ? value === 'true' : value
}

/** SQS takes its policy as JSON in a text; where messages go is not played. */
function redrive(value: unknown): unknown {
  const policy = typeof value === 'string' ? parsed(value) : value
  if (typeof policy !== 'object' || policy === null) return value === '' ? null : value
  const { maxReceiveCount: most } = policy as Fields
  return { maxReceiveCount: typeof most === 'string' ? Number(most) : most }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
