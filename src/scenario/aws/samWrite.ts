import { Document, isMap, isScalar, isSeq } from 'yaml'
import type { Scenario } from '../../sim/scenario.ts'
import { sameJson } from '../diff.ts'
import { DEFAULT_FUNCTION_FIELDS as DEFAULTS } from '../defaults.ts'
import { calledAlias, samPart, type AwsFunction } from './functions.ts'
import { keysOf } from './samRead.ts'
import { typed, withTypes } from './samEvents.ts'
import { logicalId } from './pushes.ts'
import { addBuckets, changePushEvents, pushEvents } from './samPushes.ts'
import { changeSourceEvents, changeStores, eventsFrom, PLAIN, resourcesFrom } from './samSources.ts'
import { EVENT_DOORS, fromSam, readSam, type SamReading } from './sam.ts'

/** A scenario's functions as a SAM template; comments and order of a template at hand stay. */

type Properties = Readonly<Record<string, unknown>>

/** What of a template follows the scenario, by property; undefined where the template need not say it. */
function propertiesOf(fn: AwsFunction, alias: string | null): Properties {
  const [provisioned] = fn.provisioned
  const events = Object.entries(EVENT_DOORS).flatMap(([type, door]) => (fn.doors.includes(door) ? [type] : []))
  const unless = (value: unknown, ordinary: unknown): unknown => (sameJson(value, ordinary) ? undefined : value)
  return {
    FunctionName: fn.FunctionName,
    PackageType: unless(fn.PackageType, DEFAULTS.PackageType),
    Runtime: fn.Runtime ?? undefined,
    Architectures: fn.Architectures,
    MemorySize: fn.MemorySize,
    Timeout: fn.Timeout,
    EphemeralStorage: unless(fn.EphemeralStorage, DEFAULTS.EphemeralStorage),
    SnapStart: unless(fn.SnapStart, DEFAULTS.SnapStart),
    ReservedConcurrentExecutions: fn.ReservedConcurrentExecutions ?? undefined,
    RecursiveLoop: unless(fn.RecursiveLoop, DEFAULTS.RecursiveLoop),
    AutoPublishAlias: provisioned?.Qualifier ?? alias ?? undefined,
    ProvisionedConcurrencyConfig:
      provisioned && { ProvisionedConcurrentExecutions: provisioned.ProvisionedConcurrentExecutions },
    VpcConfig: fn.vpc ? { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } : undefined,
    FunctionUrlConfig: fn.doors.includes('function-url') ? { AuthType: 'NONE' } : undefined,
    EventInvokeConfig: unless(eventSettings(fn), eventSettings(DEFAULTS)),
    DeadLetterQueue: fn.DeadLetterConfig.TargetArn === null ? undefined : { ...typed(fn.DeadLetterConfig.TargetArn), TargetArn: fn.DeadLetterConfig.TargetArn },
    Events: events.length === 0 ? undefined : Object.fromEntries(events.map((type) => [type, eventOf(type)])),
  }
}

function eventSettings({ EventInvokeConfig }: Pick<AwsFunction, 'EventInvokeConfig'>): Properties {
  const { DestinationConfig, ...others } = EventInvokeConfig
  const targets = withTypes(DestinationConfig)
  return Object.keys(targets).length === 0 ? others : { ...others, DestinationConfig: targets }
}

const eventOf = (Type: string) => ({ Type, Properties: { Path: '/', Method: 'any' } })

const codeOf = (fn: AwsFunction): Properties =>
  fn.PackageType === 'Image'
    ? { ImageUri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/image:latest' }
    : { Handler: 'index.handler', CodeUri: './' }

const defined = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined))

interface Wanted {
  fn: AwsFunction
  properties: Properties
}

function resourceOf({ fn, properties }: Wanted) {
  const doors = properties['Events'] as Properties | undefined
  const freeId = freeIds(Object.keys(doors ?? {}))
  const events = { ...doors, ...pushEvents(fn.pushes, freeId), ...eventsFrom(fn.sources, freeId) }
  const Events = Object.keys(events).length === 0 ? undefined : events
  return { Type: 'AWS::Serverless::Function', Properties: defined({ ...properties, Events, ...codeOf(fn) }) }
}

/** Logical ids one after another, unlike each other and those before. */
function freeIds(before: readonly string[]): (name: string) => string {
  const taken = new Set(before)
  return (name) => {
    const id = logicalId(name, taken)
    taken.add(id)
    return id
  }
}

const FORMAT = { lineWidth: 0, flowCollectionPadding: false } as const

function fresh(wanted: readonly Wanted[]): string {
  const freeId = freeIds([])
  const resources = wanted.map((one) => [freeId(one.fn.FunctionName), resourceOf(one)] as const)
  const stores = resourcesFrom(wanted.flatMap(({ fn }) => fn.sources), freeId)
  const doc = new Document({
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: { ...Object.fromEntries(resources), ...stores },
  }, PLAIN)
  addBuckets(doc, resources.map(([id]) => id))
  for (const [id] of resources) inline(doc, ['Resources', id, 'Properties', 'Architectures'])
  return doc.toString(FORMAT)
}

function inline(doc: Document, path: readonly string[]): void {
  const node = doc.getIn(path, true)
  if (isSeq(node)) node.flow = true
}

/** Changes in the template at hand only what differs. Its functions go by name, or by place when renamed. */
function edited({ sam: { doc }, functions }: SamReading, wanted: readonly Wanted[], before: readonly AwsFunction[]): string {
  const names = new Set(wanted.map(({ fn }) => fn.FunctionName))
  const freeId = freeIds(keysOf(doc, ['Resources']))
  const placed = new Set<string>()
  wanted.forEach((one, index) => {
    const there =
      functions.find(({ declared }) => declared.name === one.fn.FunctionName) ??
      (functions[index] !== undefined && !names.has(functions[index].declared.name) ? functions[index] : undefined)
    const was = before.find(({ FunctionName }) => FunctionName === there?.declared.name)
    if (there === undefined || was === undefined) {
      const id = freeId(one.fn.FunctionName)
      doc.setIn(['Resources', id], doc.createNode(resourceOf(one), PLAIN))
      inline(doc, ['Resources', id, 'Properties', 'Architectures'])
    } else {
      placed.add(there.id)
      change(doc, there.id, propertiesOf(was, null), one.properties)
      const path = ['Resources', there.id, 'Properties', 'Events']
      changePushEvents({ doc, path, freeId: freeIds(keysOf(doc, path)) }, was.pushes, one.fn.pushes)
      changeSourceEvents({ doc, path, freeId: freeIds(keysOf(doc, path)) }, was.sources, one.fn.sources)
      if (keysOf(doc, path).length === 0) doc.deleteIn(path)
    }
  })
  // Nothing in common: somebody else's template.
  if (placed.size === 0) return fresh(wanted)
  for (const { id } of functions) if (!placed.has(id)) doc.deleteIn(['Resources', id])
  addBuckets(doc, keysOf(doc, ['Resources']))
  changeStores(doc, before.flatMap((fn) => fn.sources), wanted.flatMap(({ fn }) => fn.sources), freeId)
  return doc.toString(FORMAT)
}

function change(doc: Document, id: string, was: Properties, wanted: Properties): void {
  const path = ['Resources', id, 'Properties']
  if (!isMap(doc.getIn(path))) doc.setIn(path, doc.createNode({}))
  for (const [name, value] of Object.entries(wanted)) {
    if (sameJson(was[name], value)) continue
    if (name === 'Events') changeEvents(doc, [...path, name], value as Properties | undefined)
    else if (value === undefined) {
      // An alias may stand for other reasons than provisioned concurrency.
      if (name !== 'AutoPublishAlias') doc.deleteIn([...path, name])
    } else if (isScalar(doc.getIn([...path, name], true))) doc.setIn([...path, name], value)
    else {
      doc.setIn([...path, name], doc.createNode(value, PLAIN))
      if (name === 'Architectures') inline(doc, [...path, name])
    }
  }
}

/** Only API events follow the scenario; others stay. */
function changeEvents(doc: Document, path: readonly string[], value: Properties | undefined): void {
  for (const id of keysOf(doc, path)) {
    if (String(doc.getIn([...path, id, 'Type'])) in EVENT_DOORS) doc.deleteIn([...path, id])
  }
  for (const [id, event] of Object.entries(value ?? {})) doc.setIn([...path, id], doc.createNode(event))
}

/** The scenario as a template: the one at hand where it can be changed to say it, otherwise a new one. */
export function toSam(scenario: Scenario, template: string | null = null): string {
  const wanted = samPart(scenario).map((fn, index): Wanted => {
    const config = scenario.functions[index]
    return { fn, properties: propertiesOf(fn, config === undefined ? null : calledAlias(config, scenario)) }
  })
  if (template === null) return fresh(wanted)
  const current = fromSam(template, scenario)
  if (!current.ok) return fresh(wanted)
  if (sameJson(samPart(current.scenario), samPart(scenario))) return template
  const text = edited(readSam(template), wanted, samPart(current.scenario))
  return says(text, scenario) ? text : fresh(wanted)
}

function says(text: string, scenario: Scenario): boolean {
  const result = fromSam(text, scenario)
  return result.ok && sameJson(samPart(result.scenario), samPart(scenario))
}
