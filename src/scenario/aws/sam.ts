import type { ProvisionedConfig, EntryPoint, FunctionConfig, Scenario } from '../../sim/scenario.ts'
import { apiText, awsText } from '../../text/en/aws.ts'
import { nearest } from '../nearest.ts'
import { DEFAULT_EVENT_INVOKE } from '../defaults.ts'
import type { DeclaredSource, DeclaredStore } from './applySources.ts'
import { declare, type Declared } from './declared.ts'
import { finish } from './finish.ts'
import { SAM_DOORS, samProvisioned, type AwsSettings } from './functions.ts'
import { samKept } from './kept.ts'
import { textIssue, type TextIssue, type TextResult } from './result.ts'
import { pruned } from './eventSources.ts'
import { isSourceEvent, numeric, withoutTypes } from './samEvents.ts'
import type { DeclaredPush } from './pushes.ts'
import { isPushEvent, readPushEvent } from './samPushes.ts'
import { isStore, readSourceEvent, readStoreResource, unpolled } from './samSources.ts'
import { entriesOf, entryOf, openYaml, plainValue, type Entry, type SamDocument } from './samRead.ts'

/**
 * A SAM template read into a scenario. The template stands for all functions there are; what it does not say
 * has AWS's default, from `Globals` first. The grammar is in this folder's README.
 */

const FUNCTION = 'AWS::Serverless::Function'
const MAPPING = 'AWS::Lambda::EventSourceMapping'
/** Events of S3 need one in the template; not worth a remark. */
const BUCKET = 'AWS::S3::Bucket'

/** Properties that carry one setting each. */
const SETTINGS: readonly (keyof AwsSettings)[] = [
  'Runtime', 'Architectures', 'PackageType', 'MemorySize', 'Timeout', 'EphemeralStorage', 'SnapStart', 'ReservedConcurrentExecutions', 'RecursiveLoop',
]
const OTHERS = ['FunctionName', 'AutoPublishAlias', 'ProvisionedConcurrencyConfig', 'VpcConfig', 'FunctionUrlConfig', 'Events', 'EventInvokeConfig', 'DeadLetterQueue']
const IGNORED = [
  'CodeUri', 'InlineCode', 'ImageUri', 'ImageConfig', 'Handler', 'Role', 'Policies', 'PermissionsBoundary', 'Description', 'Environment',
  'Layers', 'Tags', 'Tracing', 'DeploymentPreference', 'KmsKeyArn', 'FileSystemConfigs',
  'LoggingConfig', 'AssumeRolePolicyDocument', 'CodeSigningConfigArn', 'RolePath', 'PropagateTags', 'VersionDescription',
  'AutoPublishCodeSha256', 'AutoPublishAliasAllProperties', 'RuntimeManagementConfig', 'SourceKMSKeyArn',
]
const KNOWN = [...SETTINGS, ...OTHERS, ...IGNORED]
/** Written because a template needs them; not worth a remark. */
const EXPECTED = ['CodeUri', 'ImageUri', 'Handler', 'Role', 'InlineCode']

/** Events that are entry points. */
export const EVENT_DOORS: Readonly<Record<string, EntryPoint>> = { Api: 'rest-api', HttpApi: 'http-api' }

/** A function of a template and where it is. */
export interface SamFunction {
  id: string
  declared: Declared
}

export interface SamReading {
  sam: SamDocument
  functions: readonly SamFunction[]
  sources: readonly DeclaredSource[]
  pushes: readonly DeclaredPush[]
  stores: readonly DeclaredStore[]
  ignored: TextIssue[]
}

export function readSam(text: string): SamReading {
  const sam = openYaml(text)
  const ignored: TextIssue[] = []
  const sources: DeclaredSource[] = []
  const pushes: DeclaredPush[] = []
  const stores: DeclaredStore[] = []
  if (sam.issues.length > 0) return { sam, functions: [], sources, pushes, stores, ignored }
  const root = sam.doc.contents
  const globals = entryOf(entryOf(root, 'Globals', sam)?.node, 'Function', sam)?.node
  const functions = entriesOf(entryOf(root, 'Resources', sam)?.node, sam).flatMap((resource): SamFunction[] => {
    const type = typeOf(resource, sam)
    if (type === FUNCTION) return [{ id: resource.name, declared: readFunction(resource, globals, { sam, ignored, sources, pushes }) }]
    if (isStore(type)) stores.push(...[readStoreResource(resource, type, { sam, ignored })].filter((store) => store !== null))
    else if (type === MAPPING) sam.issues.push(textIssue(resource.line, awsText.mappingResource(resource.name)))
    else if (type.startsWith('AWS::') || type.startsWith('Custom::')) {
      if (type !== BUCKET) ignored.push(textIssue(resource.line, awsText.ignoredResource(resource.name, type)))
    } else sam.issues.push(textIssue(resource.line, awsText.badType(type)))
    return []
  })
  return { sam, functions, sources, pushes, stores, ignored: [...ignored, ...unpolled(stores, sources)] }
}

export function fromSam(text: string, current: Scenario): TextResult {
  const { sam, functions, sources, pushes, stores, ignored } = readSam(text)
  const issues = [...sam.issues]
  if (issues.length === 0 && functions.length === 0) issues.push(textIssue(null, awsText.noResources))
  const declared = functions.map((fn) => fn.declared)
  declared.forEach(({ name, line }, index) => {
    const twice = declared.findIndex((one) => one.name === name) !== index
    if (twice) issues.push(textIssue(line, awsText.functionExists(name), apiText.exists(name)))
  })
  const scope = { only: true, doors: SAM_DOORS, aliases: false, beyond }
  return finish({ current, declared, deleted: new Set(), issues, ignored, scope, said: { sources, pushes, stores, removed: new Set(), only: new Set(declared.map(({ name }) => name)) }, kept: samKept(current), where: 'Resources' })
}

/** Provisioned settings besides the one alias that SAM can name. */
function beyond(fn: FunctionConfig): readonly ProvisionedConfig[] {
  const named = samProvisioned(fn.provisioned).map(({ Qualifier }) => Qualifier)
  return fn.provisioned.filter(({ Qualifier }) => !named.includes(Qualifier))
}

function typeOf(resource: Entry, sam: SamDocument): string {
  const entry = entryOf(resource.node, 'Type', sam)
  return entry === undefined ? '' : String(plainValue(entry, sam))
}

interface Context {
  sam: SamDocument
  ignored: TextIssue[]
  sources: DeclaredSource[]
  pushes: DeclaredPush[]
}

function readFunction(resource: Entry, globals: unknown, context: Context): Declared {
  const { sam } = context
  const own = entriesOf(entryOf(resource.node, 'Properties', sam)?.node, sam)
  const shared = entriesOf(globals, sam).filter(({ name }) => !own.some((entry) => entry.name === name))
  const properties = new Map([...shared, ...own].map((entry) => [entry.name, entry]))
  const named = properties.get('FunctionName')
  const name = named === undefined ? resource.name : plainValue(named, sam)
  const declared = declare(String(name), named?.line ?? resource.line, true)
  for (const entry of properties.values()) readProperty(declared, entry, context)
  readProvisioned(declared, properties, sam)
  return declared
}

function readProperty(declared: Declared, entry: Entry, context: Context): void {
  const { sam, ignored } = context
  const { name, line } = entry
  if ((SETTINGS as readonly string[]).includes(name)) {
    const value = plainValue(entry, sam)
    if (value !== undefined) declared.settings.set(name as keyof AwsSettings, { value: settingOf(name, value), line })
  } else if (name === 'VpcConfig') declared.settings.set('vpc', { value: entry.node !== null, line })
  else if (name === 'FunctionUrlConfig') declared.doors.set('function-url', true)
  else if (name === 'Events') readEvents(declared, entry, context)
  else if (name === 'EventInvokeConfig' || name === 'DeadLetterQueue') readEventSettings(declared, entry, sam)
  else if (IGNORED.includes(name)) {
    if (!EXPECTED.includes(name)) ignored.push(textIssue(line, awsText.withoutEffect(name)))
  } else if (!OTHERS.includes(name)) {
    const close = nearest(name, KNOWN)
    const hint = close === null ? awsText.allowedCommands([...SETTINGS, ...OTHERS].join(', ')) : awsText.didYouMean(close)
    sam.issues.push(textIssue(line, awsText.unknownProperty(name, hint)))
  }
}

function settingOf(name: string, value: unknown): unknown {
  if (name !== 'EphemeralStorage' || typeof value !== 'object' || value === null || !('Size' in value)) return numeric(value)
  return { ...value, Size: numeric(value.Size) }
}

/** What becomes of asynchronous events. */
function readEventSettings(declared: Declared, entry: Entry, sam: SamDocument): void {
  const value = plainValue(entry, sam)
  if (typeof value !== 'object' || value === null) return
  const plain = (pruned(withoutTypes(value)) ?? {}) as Record<string, unknown>
  const numbers = Object.fromEntries(Object.entries(plain).map(([name, part]) => [name, numeric(part)]))
  if (entry.name === 'DeadLetterQueue') declared.settings.set('DeadLetterConfig', { value: { TargetArn: null, ...numbers }, line: entry.line })
  else declared.settings.set('EventInvokeConfig', { value: { ...DEFAULT_EVENT_INVOKE, ...numbers }, line: entry.line })
}

function readEvents(declared: Declared, events: Entry, { sam, ignored, sources, pushes }: Context): void {
  for (const event of entriesOf(events.node, sam)) {
    const type = typeOf(event, sam)
    const door = EVENT_DOORS[type]
    if (door !== undefined) declared.doors.set(door, true)
    else if (isSourceEvent(type)) sources.push(...[readSourceEvent(event, type, declared.name, { sam, ignored })].filter((source) => source !== null))
    else if (isPushEvent(type)) pushes.push(readPushEvent(event, type, declared.name, { sam, ignored }))
    else ignored.push(textIssue(event.line, awsText.ignoredEvent(event.name, type)))
  }
}

function readProvisioned(declared: Declared, properties: ReadonlyMap<string, Entry>, sam: SamDocument): void {
  const config = properties.get('ProvisionedConcurrencyConfig')
  const alias = properties.get('AutoPublishAlias')
  const qualifier = alias === undefined ? null : plainValue(alias, sam)
  if (config === undefined || qualifier === undefined) return
  const value = plainValue(config, sam)
  if (value === undefined || value === null) return
  if (qualifier === null) sam.issues.push(textIssue(config.line, awsText.aliasNeeded, apiText.aliasNeeded))
  const count = typeof value === 'object' && 'ProvisionedConcurrentExecutions' in value ? value.ProvisionedConcurrentExecutions : value
  declared.provisioned.set(String(qualifier), { value: numeric(count), line: config.line })
}
