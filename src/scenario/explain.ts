import type * as z from 'zod/mini'
import { allowedText, issueText } from '../text/en/issues.ts'
import { writePath, writeValue, type Issue, type Path } from './issue.ts'
import { LIMITS } from './limits.ts'
import { nearest } from './nearest.ts'
import { PATTERNS } from './schemaParts.ts'

/** Turns zod's issues into ours: each names the path, the value found there and what is allowed instead. */

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypes['_zod']['def']
type ZodIssue = z.core.$ZodIssue

const defOf = (schema: Schema): Def => (schema as z.core.$ZodTypes)._zod.def

const isRecord = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === 'object' && value !== null

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined), input)

/** The schema without the wrappers that only add a default or null. */
function bare(schema: Schema): Schema {
  const def = defOf(schema)
  return 'innerType' in def ? bare(def.innerType) : schema
}

/** The member of a union that speaks about `value`. */
function member(options: readonly Schema[], value: unknown): Schema | undefined {
  if (!isRecord(value)) return undefined
  return options.find((option) => {
    const def = defOf(option)
    if (def.type !== 'object') return false
    const kind = def.shape['kind']
    return kind === undefined || literals(defOf(kind)).includes(value['kind'])
  })
}

const literals = (def: Def): readonly unknown[] => (def.type === 'literal' ? def.values : [])

/** The schema of the field at `path` of `input`. */
function schemaAt(root: Schema, input: unknown, path: Path): Schema | undefined {
  let schema: Schema | undefined = root
  let value = input
  for (const step of path) {
    if (schema === undefined) return undefined
    schema = child(bare(schema), value, step)
    value = valueAt(value, [step])
  }
  return schema
}

function child(schema: Schema, value: unknown, step: PropertyKey): Schema | undefined {
  const def = defOf(schema)
  if (def.type === 'object') return def.shape[String(step)]
  if (def.type === 'array') return def.element
  if (def.type === 'record') return def.valueType
  if (def.type === 'tuple') return def.items[Number(step)]
  if (def.type === 'union') {
    const option = member(def.options, value)
    return option && child(option, value, step)
  }
  return undefined
}

interface Bounds {
  min?: number
  max?: number
}

function boundsOf(def: Def): Bounds {
  const bounds: Bounds = {}
  for (const check of 'checks' in def ? (def.checks ?? []) : []) {
    const c = (check as z.core.$ZodChecks)._zod.def
    if (c.check === 'greater_than') bounds.min = Number(c.value)
    if (c.check === 'less_than') bounds.max = Number(c.value)
    if (c.check === 'min_length') bounds.min = c.minimum
    if (c.check === 'max_length') bounds.max = c.maximum
  }
  return bounds
}

function patternText(def: Def): string | undefined {
  for (const check of 'checks' in def ? (def.checks ?? []) : []) {
    const c = (check as z.core.$ZodChecks)._zod.def
    if (c.check !== 'string_format' || !('pattern' in c)) continue
    if (c.pattern === PATTERNS.functionName) return allowedText.functionName
    if (c.pattern === PATTERNS.sourceName) return allowedText.sourceName
    if (c.pattern === PATTERNS.qualifier) return allowedText.qualifier
    if (c.pattern === PATTERNS.arn) return allowedText.arn
    if (c.pattern === PATTERNS.date) return allowedText.date(LIMITS.date.min, LIMITS.date.max)
  }
  return undefined
}

const quoted = (values: readonly unknown[]): string => allowedText.oneOf(values.map((value) => JSON.stringify(value)))

function allowedNumber(def: Def): string {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = boundsOf(def)
  return 'format' in def ? allowedText.whole(min, max) : allowedText.number(min, max)
}

function allowedString(def: Def): string {
  const { max } = boundsOf(def)
  return patternText(def) ?? (max === undefined ? allowedText.anyText : allowedText.text(max))
}

function allowedList(def: Def): string {
  const { min, max = 0 } = boundsOf(def)
  return min === undefined ? allowedText.list(max) : allowedText.listBetween(min, max)
}

/** What a field takes, in words. */
function allowedBy(schema: Schema): string {
  const def = defOf(schema)
  switch (def.type) {
    case 'nullable':
      return allowedText.oneOf([allowedBy(def.innerType), allowedText.null])
    case 'number':
      return allowedNumber(def)
    case 'string':
      return allowedString(def)
    case 'boolean':
      return allowedText.boolean
    case 'null':
      return allowedText.null
    case 'literal':
      return quoted(def.values)
    case 'enum':
      return quoted(Object.values(def.entries))
    case 'array':
      return allowedList(def)
    case 'tuple':
      return allowedText.pair(def.items.length)
    case 'object':
      return allowedText.object(Object.keys(def.shape))
    case 'record':
      return allowedText.weights
    case 'union':
      return 'discriminator' in def ? kinds(def.options) : allowedText.oneOf(def.options.map(allowedBy))
    default:
      // Wrappers that only add a default.
      return 'innerType' in def ? allowedBy(def.innerType) : def.type
  }
}

const kinds = (options: readonly Schema[]): string =>
  allowedText.oneOf(
    options.flatMap((option) => {
      const def = defOf(option)
      const kind = def.type === 'object' ? def.shape['kind'] : undefined
      return kind ? literals(defOf(kind)).map((value) => `{ kind: ${JSON.stringify(value)}, … }`) : []
    }),
  )

/** The schema whose fields `value` may have: a union is narrowed to the member that fits. */
function fieldsOf(schema: Schema | undefined, value: unknown): readonly string[] {
  if (schema === undefined) return []
  const inner = bare(schema)
  const def = defOf(inner)
  if (def.type === 'object') return Object.keys(def.shape)
  return def.type === 'union' ? fieldsOf(member(def.options, value), value) : []
}

function unknownFields(root: Schema, input: unknown, path: Path, keys: readonly string[]): Issue[] {
  const fields = fieldsOf(schemaAt(root, input, path), valueAt(input, path))
  return keys.map((key) => {
    const close = nearest(key, fields)
    const allowed = close ?? allowedText.oneOf(fields)
    const at = writePath([...path, key])
    return {
      code: 'unknownField',
      path: at,
      message: close === null ? issueText.unknownField(at, allowedText.object(fields)) : issueText.misspelt(at, close),
      value: valueAt(input, [...path, key]),
      allowed,
    }
  })
}

/** Zod lists every member's complaints about a union; only those of the member that was meant are of use. */
function meant(issue: z.core.$ZodIssueInvalidUnion): readonly ZodIssue[] | undefined {
  return issue.errors.find((errors) => errors.every((error) => error.path.length > 0 || error.code === 'unrecognized_keys'))
}

/** Our issues for one of zod's. `base` is where `issue.path` starts. */
export function explain(root: Schema, input: unknown, issue: ZodIssue, base: Path = []): Issue[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') return unknownFields(root, input, path, issue.keys)
  if (issue.code === 'invalid_union') {
    const inner = meant(issue)
    if (inner && inner.length > 0) return inner.flatMap((error) => explain(root, input, error, path))
  }
  const value = valueAt(input, path)
  const schema = schemaAt(root, input, path)
  const options = issue.code === 'invalid_union' && 'options' in issue ? issue.options : undefined
  const allowed = Array.isArray(options)
    ? quoted(options)
    : schema === undefined ? allowedText.noField : allowedBy(schema)
  const at = path.length === 0 ? issueText.root : writePath(path)
  const message = value === undefined ? issueText.missing(at, allowed) : issueText.invalid(at, writeValue(value), allowed)
  return [{ code: 'invalid', path: writePath(path), message, value, allowed }]
}
