/** Pieces of a pasted text: JSON, commands of the AWS CLI, and anything else, which is taken for code. */

export interface Segment {
  kind: 'json' | 'commands' | 'code'
  /** With empty lines before it, so that its lines count as in the whole. */
  text: string
  line: number
}

const FENCE = /^\s*(```|~~~)/
const COMMENT = /^\s*(\/\/|#(?!!)|\/\*.*\*\/\s*$)/
const COMMAND = /^\s*(\$ )?aws\s/
const JSON_START = /^\s*\{\s*($|"|\}|\/\/)/

export function segmentsOf(text: string): readonly Segment[] {
  const lines = text.split(/\r?\n/)
  const segments: Segment[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || FENCE.test(line) || COMMENT.test(line)) {
      at += 1
      continue
    }
    const kind = COMMAND.test(line) ? 'commands' : JSON_START.test(line) ? 'json' : 'code'
    const end = ENDS[kind](lines, at)
    add(segments, { kind, text: '\n'.repeat(at) + lines.slice(at, end).join('\n'), line: at + 1 })
    at = end
  }
  return segments
}

/** Lines of code that follow each other are one piece. */
function add(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1)
  if (segment.kind !== 'code' || last?.kind !== 'code') segments.push(segment)
  else segments[segments.length - 1] = { ...last, text: last.text + segment.text.slice(last.text.split('\n').length - 1) }
}

const ENDS: Readonly<Record<Segment['kind'], (lines: readonly string[], from: number) => number>> = {
  commands: endOfCommand,
  json: endOfBrackets,
  code: endOfBrackets,
}

/** A backslash or an open quote goes on with the next line. */
function endOfCommand(lines: readonly string[], from: number): number {
  let quotes = 0
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? ''
    quotes += line.split("'").length - 1
    if (!line.trimEnd().endsWith('\\') && quotes % 2 === 0) return at + 1
  }
  return lines.length
}

/** After the line that closes what the first one opens. A fence ends all. */
function endOfBrackets(lines: readonly string[], from: number): number {
  let depth = 0
  for (let at = from; at < lines.length; at++) {
    if (FENCE.test(lines[at] ?? '')) return at
    const bare = withoutText(lines[at] ?? '')
    depth += (bare.match(/[{[(]/g)?.length ?? 0) - (bare.match(/[}\])]/g)?.length ?? 0)
    if (depth <= 0) return at + 1
  }
  return lines.length
}

/** A line without what stands in quotes and behind slashes. */
const withoutText = (line: string): string => line.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/g, '').replace(/\/\/.*$/, '')

/** JSON without comments; every character keeps its place. */
export const withoutComments = (text: string): string =>
  text.replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) => (found.startsWith('"') ? found : found.replace(/[^\n]/g, ' ')))

/** Code without comments. */
export const codeWithoutComments = (text: string): string =>
  text.replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) => (/^["'`]/.test(found) ? found : ' '))
