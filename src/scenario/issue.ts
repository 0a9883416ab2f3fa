import type { RuleId } from '../rules/ids.ts'

/** One thing that is wrong with an input. */
export interface Issue {
  readonly code: string
  /** `functions[0].MemorySize`; empty for the whole input. */
  readonly path: string
  readonly message: string
  readonly value: unknown
  readonly allowed: string
  /** The AWS rule behind it, where there is one. */
  readonly rule?: RuleId
}

export type Path = readonly PropertyKey[]

/** `['functions', 0, 'MemorySize']` as `functions[0].MemorySize`. */
export function writePath(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`),
    '',
  )
}

const SHOWN = 60

/** A value as it appears in a message: JSON, cut to a readable length. */
export function writeValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined) return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return typeof value
  if (typeof value === 'string') return cut(JSON.stringify(value.slice(0, SHOWN + 1)))
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[… ${value.length}]`
  if (typeof value === 'object' && value !== null) return cut(`{${Object.keys(value).join(', ')}}`)
  return String(value)
}

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
