import { formatNumber } from '../../base/format.ts'
import type { RuleId } from '../../rules/ids.ts'
import type { FunctionConfig, Scenario } from '../../sim/scenario.ts'
import { awsText } from '../../text/en/aws.ts'
import { pasteText } from '../../text/en/paste.ts'
import { DEFAULT_SOURCE_FIELDS } from '../defaults.ts'
import { fromJson } from '../jsonText.ts'
import { parseScenario } from '../parse.ts'
import { runCalls } from './cli.ts'
import type { Call } from './cliOptions.ts'
import { readFunctionName } from './cliSources.ts'
import { isPlayed, type Fields } from './eventSources.ts'
import { mappingField, PRINTED_ONLY } from './mappingFields.ts'
import { partsOf, type PastePart } from './pasteParts.ts'
import { textIssue, type TextIssue, type TextResult } from './result.ts'
import { fromSam } from './sam.ts'
import { ACCOUNT, addressOf, isMapped, kindOf, readAddress, sourceAddresses, type SourceAddress } from './sourceAddress.ts'

/** One box for any configuration: what a pasted text is, what it means here, and the scenario with it. Nothing of it is run. */

export interface PasteChoice {
  /** The function that is meant where the text names none that is here. */
  fn: string | null
  /** By the line of a mapping: the source that becomes it; null: a new one. */
  into: ReadonlyMap<number, string | null>
  /** Whether mappings come to read what the handler returns. */
  reports: boolean
}

export interface PasteRow {
  name: string
  value: string
  /** What it is for. */
  rule: RuleId | null
  played: boolean
}

export interface PasteItem {
  line: number
  title: string
  /** What it comes to here. */
  notes: readonly string[]
  rows: readonly PasteRow[]
  /** Of a mapping: where it can go. */
  into: { value: string | null; options: readonly string[] } | null
}

export interface PasteReading {
  items: readonly PasteItem[]
  result: TextResult
  /** The function meant; null where the text says it itself. */
  fn: string | null
  /** Whether mappings could be told to read what the handler returns. */
  mayReport: boolean
}

export function readPaste(text: string, current: Scenario, choice: PasteChoice): PasteReading {
  const found: Found = { issues: [], ignored: [] }
  const parts = partsOf(text, found)
  const whole = parts.find((part) => part.kind === 'scenario' || part.kind === 'template')
  if (whole !== undefined) return readWhole(whole, parts, text, current)
  const known = new Set(current.functions.map(({ FunctionName }) => FunctionName))
  const created = new Set(parts.flatMap((part) => (part.kind === 'call' && part.call.name === 'create-function' ? [nameOf(part.call)] : [])))
  const names = parts.map((part) => (part.kind === 'call' ? nameOf(part.call) : ''))
  const here = names.find((name) => known.has(name) || created.has(name)) ?? null
  const fn = known.has(choice.fn ?? '') || created.has(choice.fn ?? '') ? (choice.fn as string) : (here ?? current.functions[0]?.FunctionName ?? '')
  const context: Context = { current, fn, known: new Set([...known, ...created]), choice }
  if (parts.length === 0 && found.issues.length === 0) found.issues.push(textIssue(null, pasteText.nothing))
  const result = played(parts, found, context)
  return {
    items: saidOnce(parts.map((part) => itemOf(part, context))),
    result,
    fn: names.every((name) => context.known.has(name)) ? null : fn,
    mayReport: parts.some(isAnswer) && unreported(result.ok ? result.scenario : current, fn, choice.reports),
  }
}

interface Found {
  issues: TextIssue[]
  ignored: TextIssue[]
}

interface Context {
  current: Scenario
  fn: string
  known: ReadonlySet<string>
  choice: PasteChoice
}

const nameOf = (call: Call): string => readFunctionName(String(call.members.get('FunctionName')?.value ?? '')).name
const isAnswer = (part: PastePart): part is Extract<PastePart, { kind: 'response' | 'handler' }> => part.kind === 'response' || part.kind === 'handler'

function readWhole(part: PastePart, parts: readonly PastePart[], text: string, current: Scenario): PasteReading {
  const isScenario = part.kind === 'scenario'
  const alone: TextResult = isScenario ? fromJson(text, current) : fromSam(text, current)
  const result = parts.length === 1 ? alone : { ok: false as const, issues: [textIssue(part.line, pasteText.alone)], ignored: [], kept: [] }
  const title = isScenario ? pasteText.scenario : pasteText.template
  return { items: [{ line: part.line, title, notes: [pasteText.replaces], rows: [], into: null }], result, fn: null, mayReport: false }
}

/** The scenario with all parts. */
function played(parts: readonly PastePart[], found: Found, { current, fn, choice, known }: Context): TextResult {
  const calls = parts.flatMap((part) => (part.kind === 'call' ? [part.call] : []))
  const sources = new Map(parts.flatMap((part) => (part.kind === 'call' ? [[part.call, intoOf(part.call, { current, fn, choice, known })] as const] : [])))
  const result: TextResult =
    calls.length === 0
      ? { ...found, kept: [], ...(found.issues.length === 0 ? { ok: true, scenario: current } : { ok: false }) }
      : runCalls(calls, current, found, { standsFor: () => fn, adds: true, into: (call) => sources.get(call) ?? null })
  const answers = parts.filter(isAnswer)
  if (!result.ok || answers.length === 0) return result
  const answered = answers.reduce((scenario, part) => withAnswer(scenario, fn, part, choice.reports), result.scenario)
  const checked = parseScenario(answered)
  return checked.ok ? { ...result, scenario: checked.scenario } : { ...result, ok: false, issues: checked.issues.map(({ message }) => textIssue(answers[0]?.line ?? null, message)) }
}

/** A handler that reports failures does so message by message; a returned value stands for every batch. */
function withAnswer(scenario: Scenario, name: string, part: Extract<PastePart, { kind: 'response' | 'handler' }>, reports: boolean): Scenario {
  const batchResponse = part.kind === 'response' ? part.response : null
  const functions = scenario.functions.map((fn): FunctionConfig => (fn.FunctionName === name ? { ...fn, handler: { ...fn.handler, batchResponse } } : fn))
  const traffic = scenario.traffic.map((source) => {
    if (!reports || source.function !== name || !isMapped(source)) return source
    const { eventSource } = source
    const mapping = { ...eventSource.mapping, FunctionResponseTypes: ['ReportBatchItemFailures'] }
    return { ...source, eventSource: { ...eventSource, mapping } as typeof eventSource }
  })
  return { ...scenario, functions, traffic }
}

/** Whether there is a mapping that does not read the answer, or that only does because it was asked to. */
const unreported = ({ traffic }: Scenario, fn: string, asked: boolean): boolean =>
  traffic.some((source) => isMapped(source) && source.function === fn && (asked || !('FunctionResponseTypes' in source.eventSource.mapping) || source.eventSource.mapping.FunctionResponseTypes.length === 0))

/** The source a mapping goes to: the one chosen, the one it names, or one of its kind; null: a new one. */
function intoOf(call: Call, { current, fn, known, choice }: Context): string | null {
  if (call.name !== 'create-event-source-mapping') return null
  const chosen = choice.into.get(call.line)
  if (chosen !== undefined) return current.traffic.some(({ name }) => name === chosen) ? chosen : null
  const target = known.has(nameOf(call)) ? nameOf(call) : fn
  const fields = fieldsOf(call)
  const address = addressOf(fields) ?? ''
  const at = readAddress(address)
  const kind = at === null ? null : kindOf(at, fields)
  const own = [...sourceAddresses(current)].filter(([source]) => source.function === target)
  const found = own.find(([, each]) => each === address) ?? own.find(([source]) => source.eventSource.kind === kind && addressOf(source.eventSource.mapping.kept ?? {}) === null)
  return found?.[0].name ?? null
}

const fieldsOf = ({ members }: Call): Fields => Object.fromEntries([...members].map(([name, { value }]) => [name, value]))
const addressIn = (call: Call): SourceAddress | null => readAddress(addressOf(fieldsOf(call)) ?? '')

const RULES: Readonly<Record<string, RuleId>> = {
  MaximumRetryAttempts: 'AS-03',
  MaximumEventAgeInSeconds: 'AS-05',
  DestinationConfig: 'AS-10',
  DeadLetterConfig: 'AS-12',
  ProvisionedConcurrentExecutions: 'CC-07',
  ReservedConcurrentExecutions: 'CC-04',
}
const ENDS: readonly string[] = ['FunctionName', 'EventSourceArn', ...PRINTED_ONLY]

function itemOf(part: PastePart, context: Context): PasteItem {
  const { line } = part
  if (part.kind === 'response') return { line, title: pasteText.response, notes: pasteText.responseNotes(context.fn, part.response), rows: [], into: null }
  if (part.kind === 'handler') return { line, title: pasteText.handler, notes: [...pasteText.handlerNotes(context.fn, part), pasteText.unread], rows: [], into: null }
  if (part.kind !== 'call') return { line, title: pasteText.template, notes: [], rows: [], into: null }
  return callItem(part.call, context)
}

/** What holds for several parts is said with the first of them. */
function saidOnce(items: readonly PasteItem[]): readonly PasteItem[] {
  const said = new Set<string>()
  return items.map((item) => {
    const notes = item.notes.filter((note) => !said.has(note))
    for (const note of notes) said.add(note)
    return { ...item, notes }
  })
}

const { arrivals } = DEFAULT_SOURCE_FIELDS
const newNote = pasteText.newNote(formatNumber(arrivals.ratePerSecond))

function callItem(call: Call, context: Context): PasteItem {
  const { current, fn, known } = context
  const said = nameOf(call)
  const target = known.has(said) ? said : fn
  const members = [...call.members].filter(([name]) => !ENDS.includes(name))
  const at = addressIn(call)
  const isMapping = call.name === 'create-event-source-mapping'
  const notes = [
    ...(said !== '' && said !== target ? [pasteText.standsFor(said, target)] : []),
    ...(at?.account != null && at.account.length !== ACCOUNT.length ? [awsText.shortAccount(at.account, ACCOUNT.length)] : []),
  ]
  const rows = members.map(([name, { value }]): PasteRow => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    rule: (isMapping ? mappingField(name)?.rule : RULES[name]) ?? null,
    played: !isMapping || at === null || mappingField(name) === undefined || isPlayed(at.service, name),
  }))
  if (!isMapping || at === null) return { line: call.line, title: pasteText.call(call.name, target), notes, rows, into: null }
  const value = intoOf(call, context)
  const options = current.traffic.filter((source) => source.function === target && (source.eventSource === null || 'mapping' in source.eventSource)).map(({ name }) => name)
  return { line: call.line, title: pasteText.mapping(at.service, at.name, target), notes: value === null ? [...notes, newNote] : notes, rows, into: { value, options } }
}
