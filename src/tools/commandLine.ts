/** What the command-line tools share: options, reading files, ending with a message. */
import { readFileSync, writeSync } from 'node:fs'
import { withoutMark } from '../scenario/json.ts'
import { TOOLS_TEXT } from '../text/en/tools.ts'

/** The caller's mistake, in the call or in what was read: message on standard error, exit code 2. */
export interface CallerError {
  kind: 'usage' | 'input'
  message: string
}

/** A wrong call; how to call is shown with it. */
export const usageError = (message: string): CallerError => ({ kind: 'usage', message })
/** Something wrong with what was read. */
export const inputError = (message: string): CallerError => ({ kind: 'input', message })

export function isCallerError(value: unknown): value is CallerError {
  return typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'usage' || value.kind === 'input')
}

export interface CommandLine {
  files: readonly string[]
  flags: ReadonlySet<string>
  values: ReadonlyMap<string, string>
}

/** Options given as `--name value` or `--name=value`; `-` is a file. */
export function parseCommandLine(argv: readonly string[], known: { flags: readonly string[]; values: readonly string[] }): CommandLine {
  const files: string[] = []
  const flags = new Set<string>()
  const values = new Map<string, string>()
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!
    if (!word.startsWith('--')) {
      files.push(word)
      continue
    }
    const [name, inline] = splitOnce(word)
    if (known.flags.includes(name) && inline === null) flags.add(name)
    else if (known.values.includes(name)) {
      const value = inline ?? argv[++at]
      if (value === undefined) throw usageError(TOOLS_TEXT.optionNeedsValue(name))
      values.set(name, value)
    } else throw usageError(TOOLS_TEXT.unknownOption(word))
  }
  return { files, flags, values }
}

function splitOnce(word: string): [string, string | null] {
  const at = word.indexOf('=')
  return at < 0 ? [word, null] : [word.slice(0, at), word.slice(at + 1)]
}

/** A whole number from an option; `fallback` when it is not given. */
export function wholeNumber(line: CommandLine, option: string, fallback: number): number {
  const text = line.values.get(option)
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || text.trim() === '') throw usageError(TOOLS_TEXT.optionNeedsNumber(option, text))
  return value
}

const nameOf = (path: string): string => (path === '-' ? TOOLS_TEXT.standardInput : path)

/** Text of a file, or of standard input for `-`. */
export function readText(path: string): string {
  try {
    return withoutMark(readFileSync(path === '-' ? 0 : path, 'utf8'))
  } catch (error) {
    throw inputError(TOOLS_TEXT.cannotRead(nameOf(path), reasonOf(error)))
  }
}

/** The same, parsed as JSON. */
export function readJson(path: string): unknown {
  const text = readText(path)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw inputError(TOOLS_TEXT.notJson(nameOf(path), reasonOf(error)))
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** All of it before going on, also into a pipe: `process.exit` would cut what is still buffered. */
function write(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      // Who reads has seen enough (`| head`): what is left need not be told, nor worked out.
      if (code === 'EPIPE') process.exit()
      if (code !== 'EAGAIN') throw error
    }
  }
}

export const printLine = (text: string): void => write(1, `${text}\n`)
export const noteLine = (text: string): void => write(2, `${text}\n`)

/** Runs a tool; its number is the exit code, a wrong call is answered with how to call it. */
export async function runTool(main: () => number | Promise<number>, usage: string): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (!isCallerError(error)) throw error
    process.exitCode = 2
    noteLine(error.kind === 'usage' ? `${error.message}\n${usage}` : error.message)
  }
}
