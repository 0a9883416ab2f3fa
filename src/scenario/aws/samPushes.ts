import { type Document, isMap, isScalar } from 'yaml'
import { awsText } from '../../text/en/aws.ts'
import { sameJson } from '../diff.ts'
import { nearest } from '../nearest.ts'
import type { Fields } from './eventSources.ts'
import { ownId, type AwsPush, type DeclaredPush, type PushType } from './pushes.ts'
import { textIssue, type TextIssue } from './result.ts'
import { numeric } from './samEvents.ts'
import { entriesOf, entryOf, keysOf, plainValue, type Entry, type SamDocument } from './samRead.ts'
import type { EventsAt, FreeId } from './samSources.ts'
import { ACCOUNT } from './sourceAddress.ts'

/** Services that push events in a SAM template: events of a function. */

/** Properties by type: those that are read, and those that AWS needs and a run does not. */
const TYPES: Readonly<Record<PushType, { reads: readonly string[]; needs: readonly string[] }>> = {
  S3: { reads: [], needs: ['Bucket', 'Events'] },
  SNS: { reads: ['RedrivePolicy'], needs: ['Topic'] },
  EventBridgeRule: { reads: ['RetryPolicy', 'DeadLetterConfig'], needs: ['Pattern'] },
  Schedule: { reads: ['Schedule', 'RetryPolicy', 'DeadLetterConfig'], needs: [] },
  ScheduleV2: { reads: ['ScheduleExpression', 'FlexibleTimeWindow', 'RetryPolicy', 'DeadLetterConfig'], needs: [] },
}
const IGNORED: readonly string[] = [
  'Filter', 'FilterPolicy', 'FilterPolicyScope', 'Region', 'SqsSubscription', 'Input', 'InputPath', 'InputTransformer', 'EventBusName', 'RuleName', 'State', 'Target',
  'Enabled', 'Name', 'Description', 'EndDate', 'StartDate', 'GroupName', 'KmsKeyArn', 'OmitName', 'PermissionsBoundary', 'RoleArn', 'ScheduleExpressionTimezone',
]

export const isPushEvent = (type: string): type is PushType => type in TYPES

interface Context {
  sam: SamDocument
  ignored: TextIssue[]
}

export function readPushEvent(event: Entry, type: PushType, name: string, { sam, ignored }: Context): DeclaredPush {
  const { reads, needs } = TYPES[type]
  const said: Record<string, unknown> = {}
  for (const entry of entriesOf(entryOf(event.node, 'Properties', sam)?.node, sam)) {
    if (reads.includes(entry.name)) said[entry.name] = plainValue(entry, sam)
    else if (IGNORED.includes(entry.name)) ignored.push(textIssue(entry.line, awsText.withoutEffect(entry.name)))
    else if (!needs.includes(entry.name)) {
      const close = nearest(entry.name, [...reads, ...needs, ...IGNORED])
      sam.issues.push(textIssue(entry.line, awsText.unknownProperty(entry.name, close === null ? awsText.allowedCommands([...needs, ...reads].join(', ')) : awsText.didYouMean(close))))
    }
  }
  const partOf = (property: string, part: string): unknown => (said[property] as Fields | null | undefined)?.[part] ?? null
  const policy = said['RetryPolicy']
  return {
    id: event.name,
    line: event.line,
    function: name,
    type,
    ScheduleExpression: said['Schedule'] ?? said['ScheduleExpression'] ?? '',
    MaximumWindowInMinutes: numeric(partOf('FlexibleTimeWindow', 'MaximumWindowInMinutes')) ?? 0,
    RetryPolicy: typeof policy === 'object' && policy !== null ? Object.fromEntries(Object.entries(policy).map(([part, value]) => [part, numeric(value)])) : null,
    DeadLetterArn: type === 'SNS' ? partOf('RedrivePolicy', 'deadLetterTargetArn') : partOf('DeadLetterConfig', 'Arn'),
  }
}

/** What follows the scenario. */
function settingsOf({ type, ScheduleExpression, MaximumWindowInMinutes, RetryPolicy, DeadLetterArn }: AwsPush): Fields {
  const window = MaximumWindowInMinutes === 0 ? {} : { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes } }
  const dead = type === 'SNS' ? { RedrivePolicy: { deadLetterTargetArn: DeadLetterArn } } : { DeadLetterConfig: { Arn: DeadLetterArn } }
  return {
    ...(ScheduleExpression === null ? {} : { [type === 'Schedule' ? 'Schedule' : 'ScheduleExpression']: ScheduleExpression, ...window }),
    ...(RetryPolicy === null ? {} : { RetryPolicy }),
    ...(DeadLetterArn === null ? {} : dead),
  }
}

/** What AWS needs to know besides, made of the source's name. */
function needed({ type, name }: AwsPush): Fields {
  switch (type) {
    case 'S3':
      return { Bucket: { Ref: `${ownId(name)}Bucket` }, Events: 's3:ObjectCreated:*' }
    case 'SNS':
      return { Topic: `arn:aws:sns:us-east-1:${ACCOUNT}:${ownId(name)}` }
    case 'EventBridgeRule':
      return { Pattern: { source: [name] } }
    default:
      return {}
  }
}

export const pushEvents = (pushes: readonly AwsPush[], freeId: FreeId): Fields =>
  Object.fromEntries(pushes.map((push) => [freeId(push.name), { Type: push.type, Properties: { ...needed(push), ...settingsOf(push) } }]))

/** Events of a function that push follow the scenario; what it does not say of them stays. */
export function changePushEvents({ doc, path, freeId }: EventsAt, was: readonly AwsPush[], wanted: readonly AwsPush[]): void {
  const left = new Map(wanted.map((push) => [push.name, push]))
  const ids = keysOf(doc, path)
  // As they were read: by name, then in order.
  const others = was.filter(({ name }) => !ids.includes(ownId(name)))
  for (const id of ids) {
    const type = String(doc.getIn([...path, id, 'Type']))
    if (!isPushEvent(type)) continue
    const before = was.find(({ name }) => ownId(name) === id) ?? takeFirst(others, type)
    const after = left.get(before?.name ?? '')
    if (before?.type !== type || after?.type !== type) doc.deleteIn([...path, id])
    else {
      setSettings(doc, [...path, id, 'Properties'], settingsOf(before), settingsOf(after))
      left.delete(after.name)
    }
  }
  for (const [id, event] of Object.entries(pushEvents([...left.values()], freeId))) doc.setIn([...path, id], doc.createNode(event))
}

function takeFirst(pushes: AwsPush[], type: PushType): AwsPush | undefined {
  const at = pushes.findIndex((push) => push.type === type)
  return at < 0 ? undefined : pushes.splice(at, 1)[0]
}

function setSettings(doc: Document, path: readonly string[], was: Fields, wanted: Fields): void {
  for (const name of new Set([...Object.keys(was), ...Object.keys(wanted)])) {
    const at = [...path, name]
    if (sameJson(was[name], wanted[name])) continue
    if (wanted[name] === undefined) doc.deleteIn(at)
    else if (isScalar(doc.getIn(at, true))) doc.setIn(at, wanted[name])
    else doc.setIn(at, doc.createNode(wanted[name]))
  }
}

/** A bucket whose objects are events has to be in the template. */
export function addBuckets(doc: Document, functions: readonly string[]): void {
  for (const fn of functions) {
    const path = ['Resources', fn, 'Properties', 'Events']
    for (const id of keysOf(doc, path)) {
      const ref = doc.getIn([...path, id, 'Properties', 'Bucket', 'Ref'])
      if (doc.getIn([...path, id, 'Type']) !== 'S3' || typeof ref !== 'string' || isMap(doc.getIn(['Resources', ref]))) continue
      doc.setIn(['Resources', ref], doc.createNode({ Type: 'AWS::S3::Bucket' }))
    }
  }
}
