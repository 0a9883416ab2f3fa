import { awsText } from '../../text/en/aws.ts'
import { pasteText } from '../../text/en/paste.ts'
import { readJson } from '../json.ts'
import { allowedText, issueText } from '../../text/en/issues.ts'
import { jsonLines } from '../jsonText.ts'
import { LIMITS } from '../limits.ts'
import { nearest } from '../nearest.ts'
import { SERVICES, EXPECTED } from './cliCommands.ts'
import { readCall, type Call } from './cliOptions.ts'
import { PRINTED_ONLY } from './mappingFields.ts'
import { codeWithoutComments, segmentsOf, withoutComments, type Segment } from './pasteSegments.ts'
import { textIssue, type TextIssue } from './result.ts'
import { splitWords } from './words.ts'

/** What a pasted text consists of. Nothing of it is run. */

export type PastePart =
  /** A request to AWS: a command, or the JSON that would be sent with one. */
  | { kind: 'call'; line: number; call: Call; written: 'command' | 'json' }
  /** What a handler returns for a batch. */
  | { kind: 'response'; line: number; response: string }
  /** Code that returns the messages that failed. */
  | { kind: 'handler'; line: number; sequenceNumbers: boolean; messageIds: boolean }
  | { kind: 'scenario'; line: number }
  | { kind: 'template'; line: number }

interface Found {
  issues: TextIssue[]
  ignored: TextIssue[]
}

export function partsOf(text: string, found: Found): readonly PastePart[] {
  if (/^Resources:/m.test(text)) return [{ kind: 'template', line: 1 }]
  return segmentsOf(text).flatMap((segment): readonly PastePart[] => {
    if (segment.kind === 'commands') return commands(segment, found)
    return segment.kind === 'json' ? json(segment, found) : code(segment, found)
  })
}

function commands({ text }: Segment, found: Found): readonly PastePart[] {
  const split = splitWords(text.replace(/^(\s*)\$ /gm, '$1  '))
  found.issues.push(...split.issues)
  return split.commands.flatMap((command) => {
    const call = readCall(command, found)
    return call === null ? [] : [{ kind: 'call', line: call.line, call, written: 'command' } as const]
  })
}

function code({ text, line }: Segment, { ignored }: Found): readonly PastePart[] {
  const bare = codeWithoutComments(text)
  if (!/\bbatchItemFailures\b/.test(bare)) {
    ignored.push(textIssue(line, pasteText.codeIgnored))
    return []
  }
  return [{ kind: 'handler', line, sequenceNumbers: /\bsequenceNumber\b/i.test(bare), messageIds: /\bmessageId\b/.test(bare) }]
}

/** Requests that a JSON may be the body of; the first that fits best is taken. */
const BODIES = ['create-event-source-mapping', 'update-function-event-invoke-config', 'update-function-configuration', 'put-provisioned-concurrency-config', 'put-function-concurrency']
const LAMBDA = SERVICES['lambda'] ?? {}
const membersOf = (name: string): readonly string[] => [
  ...(LAMBDA[name]?.reads ?? []),
  ...(LAMBDA[name]?.ignores ?? []),
  ...(name === 'create-event-source-mapping' ? PRINTED_ONLY : []),
]
/** Fields that a mapping shares with settings of a function's own events. */
const SHARED = ['DestinationConfig', 'MaximumRetryAttempts']

function json(segment: Segment, found: Found): readonly PastePart[] {
  const text = withoutComments(segment.text)
  const read = readJson(text, LIMITS.jsonDepth)
  if (!read.ok) {
    if (read.kind === 'depth') found.issues.push(textIssue(segment.line, issueText.tooDeep(allowedText.depth(LIMITS.jsonDepth))))
    else found.issues.push(textIssue(read.line, issueText.json(read.line, read.column, read.found === null ? issueText.jsonEnd : issueText.jsonCharacter(read.found))))
    return []
  }
  const value = read.value as Readonly<Record<string, unknown>>
  const { line } = segment
  if ('functions' in value || 'traffic' in value) return [{ kind: 'scenario', line }]
  if ('Resources' in value) return [{ kind: 'template', line }]
  if ('batchItemFailures' in value) return [{ kind: 'response', line, response: JSON.stringify(value) }]
  const body = bodyOf(Object.keys(value))
  if (body === null) {
    found.issues.push(textIssue(line, pasteText.unknownJson(Object.keys(value))))
    return []
  }
  return [{ kind: 'call', line, call: callOf(body, value, { lines: jsonLines(text), line, found }), written: 'json' }]
}

/** The request whose fields these are; words that are near a field count a little. */
function bodyOf(names: readonly string[]): string | null {
  if (names.every((name) => SHARED.includes(name)) && names.length > 0) return 'update-function-event-invoke-config'
  const scored = BODIES.map((body) => {
    const members = membersOf(body)
    const exact = names.filter((name) => members.includes(name)).length
    const close = names.filter((name) => !members.includes(name) && nearest(name, members) !== null).length
    return { body, score: exact + close / 10 }
  })
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score >= 0.1 ? best.body : null
}

interface Place {
  lines: ReadonlyMap<string, number>
  line: number
  found: Found
}

function callOf(name: string, value: Readonly<Record<string, unknown>>, { lines, line, found }: Place): Call {
  const spec = LAMBDA[name]
  const isMapping = name === 'create-event-source-mapping'
  const members = Object.entries(value).filter(([member]) => {
    if (isMapping || spec?.reads.includes(member) === true) return true
    const at = lines.get(member) ?? line
    if (spec?.ignores.includes(member) === true) {
      if (!EXPECTED.includes(member)) found.ignored.push(textIssue(at, awsText.withoutEffect(member)))
      return false
    }
    const close = nearest(member, membersOf(name))
    found.issues.push(textIssue(at, awsText.unknownProperty(member, close === null ? awsText.allowedCommands(membersOf(name).join(', ')) : awsText.didYouMean(close))))
    return false
  })
  for (const need of spec?.needs ?? []) {
    if (need !== 'FunctionName' && value[need] === undefined) found.issues.push(textIssue(line, awsText.missing(need)))
  }
  return { name, line, lines, members: new Map(members.map(([member, said]) => [member, { value: said, line: lines.get(member) ?? line }])) }
}
