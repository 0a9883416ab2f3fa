/** Reads JSON from people: says where it breaks and refuses depth that no scenario needs. */

export type JsonResult =
  | { ok: true; value: unknown }
  /** `found` is the character at fault; null at the end of the text. */
  | { ok: false; kind: 'syntax'; line: number; column: number; found: string | null }
  | { ok: false; kind: 'depth' }

/** Text without the mark that some editors put in front of it (U+FEFF): it says nothing about what follows. */
export const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)

/** Parses JSON nested at most `maxDepth` deep. Lines and columns count from 1. */
export function readJson(marked: string, maxDepth: number): JsonResult {
  const text = withoutMark(marked)
  if (depthOf(text) > maxDepth) return { ok: false, kind: 'depth' }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false, kind: 'syntax', ...position(text, findError(text)) }
  }
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (inString) {
      if (c === '\\') i++
      else if (c === '"') inString = false
    } else if (c === '"') inString = true
    else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth)
    else if (c === '}' || c === ']') depth--
  }
  return deepest
}

function position(text: string, offset: number): { line: number; column: number; found: string | null } {
  const before = text.slice(0, offset)
  const found = offset < text.length ? String.fromCodePoint(text.codePointAt(offset) ?? 0) : null
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n'), found }
}

const TOKEN = /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const SPACE = /[ \t\n\r]*/y

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'end'

/**
 * Offset of the first token that cannot stand where it does. Engines word and place the errors of
 * `JSON.parse` differently, hence this second reading of a text known to be wrong.
 */
function findError(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    SPACE.lastIndex = at
    SPACE.test(text)
    at = SPACE.lastIndex
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[0]
    if (token === undefined) return at
    const next = follow(expected, token, open)
    if (next === null) return at
    expected = next
    at += token.length
  }
}

/** What may come after `token`, or null when it may not come here. `open` is the stack of open brackets. */
function follow(expected: Expected, token: string, open: string[]): Expected | null {
  switch (token) {
    case ',':
      return expected === 'commaOrEnd' ? (open.at(-1) === '{' ? 'key' : 'value') : null
    case ':':
      return expected === 'colon' ? 'value' : null
    case '}':
    case ']':
      return close(expected, token, open)
    default:
      return expected === 'key' || expected === 'keyOrEnd' ? (token.startsWith('"') ? 'colon' : null) : value(expected, token, open)
  }
}

function value(expected: Expected, token: string, open: string[]): Expected | null {
  if (expected !== 'value' && expected !== 'valueOrEnd') return null
  if (token !== '{' && token !== '[') return open.length === 0 ? 'end' : 'commaOrEnd'
  open.push(token)
  return token === '{' ? 'keyOrEnd' : 'valueOrEnd'
}

function close(expected: Expected, bracket: string, open: string[]): Expected | null {
  const matches = open.at(-1) === (bracket === '}' ? '{' : '[')
  const ready = expected === 'commaOrEnd' || expected === (bracket === '}' ? 'keyOrEnd' : 'valueOrEnd')
  if (!matches || !ready) return null
  open.pop()
  return open.length === 0 ? 'end' : 'commaOrEnd'
}
