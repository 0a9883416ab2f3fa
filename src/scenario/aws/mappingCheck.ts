import { apiMapping, mappingText } from '../../text/en/mapping.ts'
import { writePath, writeValue, type Path } from '../issue.ts'
import { nearest } from '../nearest.ts'
import { MAPPING_FIELDS, mappingField, PRINTED_ONLY, type MappingField, type Service, type Shape } from './mappingFields.ts'

/** What is wrong with the fields of an event source mapping, before a scenario sees them. */

export interface Wrong {
  /** Within the mapping. */
  path: string
  message: string
  /** What the service answers; null where nobody has reported it. */
  api: string | null
}

type Fields = Readonly<Record<string, unknown>>

/** @param update Fields that are there already stay, so nothing is missing. */
export function checkMapping(fields: Fields, service: Service, update = false): readonly Wrong[] {
  return [
    ...Object.entries(fields).flatMap(([name, value]) => checkField(name, value, service)),
    ...contradictions(fields, service),
    ...(update ? unchangeable(fields) : missing(fields, service)),
  ]
}

function checkField(name: string, value: unknown, service: Service): readonly Wrong[] {
  if (PRINTED_ONLY.includes(name) || value === null) return []
  const field = mappingField(name)
  if (field === undefined) return [unknown(name)]
  if (!field.services.includes(service)) return [notFor(field, service)]
  return misshapen(value, field.shape, [name])
}

/** The name of a field that the API does not have, with the one that was meant where it is near. */
export function unknown(name: string): Wrong {
  const close = nearest(name, MAPPING_FIELDS.map((field) => field.name))
  return { path: name, message: mappingText.unknown(name, close), api: apiMapping.unknown(name) }
}

const notFor = (field: MappingField, service: Service): Wrong => ({
  path: field.name,
  message: mappingText.notFor(field.name, service, field.services),
  api: apiMapping.notFor(field.name, service),
})

const member = (path: Path): string => writePath(path).replaceAll(/(^|\.)([A-Z])/g, (_, dot: string, letter: string) => dot + letter.toLowerCase())

/** Why a value does not fit, in words, and what the service says; null where it does. */
type Judge<F extends Shape['form']> = (value: unknown, shape: Extract<Shape, { form: F }>, member: string) => readonly [string, string | null] | null

const unless = (fits: boolean, expected: string, api: string | null = null) => (fits ? null : ([expected, api] as const))
const isTime = (value: unknown): boolean => typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))

const JUDGES: { readonly [F in Shape['form']]: Judge<F> } = {
  integer: (value, shape, name) => unless(integer(value, shape), mappingText.range(shape), apiMapping.range(value, name, shape)),
  switch: (value) => unless(typeof value === 'boolean', mappingText.switch),
  time: (value) => unless(isTime(value), mappingText.time),
  text: (value, { most }) => unless(typeof value === 'string' && value.length <= (most ?? Infinity), mappingText.text(most ?? null)),
  choice: (value, { values }, name) => unless(values.includes(value as string), mappingText.oneOf(values), apiMapping.oneOf(value, name, values)),
  list: (value, { most }) => (Array.isArray(value) ? unless(value.length <= most, mappingText.items(most)) : unless(false, mappingText.list)),
  map: (value, { most }) => unless(isRecord(value) && Object.keys(value).length <= (most ?? Infinity), mappingText.map),
  structure: (value, { parts }) => unless(isRecord(value), mappingText.structure(Object.keys(parts))),
}

function misshapen(value: unknown, shape: Shape, path: Path): readonly Wrong[] {
  const refused = (JUDGES[shape.form] as Judge<Shape['form']>)(value, shape, member(path))
  if (refused === null) return inside(value, shape, path)
  const at = writePath(path)
  const [expected, api] = refused
  return [{ path: at, message: mappingText.wrong(at, writeValue(value), expected), api }]
}

function inside(value: unknown, shape: Shape, path: Path): readonly Wrong[] {
  if (shape.form === 'list' && Array.isArray(value)) return value.flatMap((item, index) => misshapen(item, shape.of, [...path, index]))
  if (shape.form !== 'structure' || !isRecord(value)) return []
  return Object.entries(value).flatMap(([name, part]) => within(name, part, shape.parts, path))
}

function within(name: string, value: unknown, parts: Readonly<Record<string, Shape>>, path: Path): readonly Wrong[] {
  const shape = parts[name]
  const at = writePath([...path, name])
  if (shape === undefined) return [{ path: at, message: mappingText.unknown(at, nearest(name, Object.keys(parts))), api: apiMapping.unknown(name) }]
  return value === null ? [] : misshapen(value, shape, [...path, name])
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function integer(value: unknown, { least, most, endless }: Extract<Shape, { form: 'integer' }>): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value)) return false
  return (endless === true && value === -1) || (value >= least && value <= most)
}

/** Fields that do not go together. Those the scenario has are left to its own checks. */
function contradictions(fields: Fields, service: Service): readonly Wrong[] {
  const { StartingPosition: position, StartingPositionTimestamp: time } = fields
  const at = (path: string, message: string, api: string | null = null): Wrong => ({ path, message, api })
  return [
    ...(position === 'AT_TIMESTAMP' && service === 'dynamodb' ? [at('StartingPosition', mappingText.noTimeOnDynamo, apiMapping.refused)] : []),
    ...(position === 'AT_TIMESTAMP' && service !== 'dynamodb' && time === undefined ? [at('StartingPosition', mappingText.timeNeeded, apiMapping.timeNeeded)] : []),
    ...(position !== undefined && position !== 'AT_TIMESTAMP' && time !== undefined && service !== 'dynamodb' ? [at('StartingPositionTimestamp', mappingText.timeUnused, apiMapping.refused)] : []),
  ]
}

const missing = (fields: Fields, service: Service): readonly Wrong[] =>
  MAPPING_FIELDS.filter(({ name, needed }) => needed?.includes(service) === true && fields[name] === undefined).map(({ name, shape }) => ({
    path: '',
    message: mappingText.missing(name, shape.form === 'choice' ? shape.values : []),
    api: apiMapping.missing(name),
  }))

const unchangeable = (fields: Fields): readonly Wrong[] =>
  MAPPING_FIELDS.filter(({ name, fixed }) => fixed === true && fields[name] !== undefined && name !== 'EventSourceArn').map(({ name }) => ({
    path: name,
    message: mappingText.fixed(name),
    api: apiMapping.unknown(name),
  }))
