import * as z from 'zod/mini'
import type { EventSource } from '../sources/index.ts'
import { SOURCES } from '../sources/index.ts'
import type { Field, Fields, Shape } from '../sources/config.ts'
import { boundOf, boundsOf } from './bounds.ts'
import { destination, listOf, number, share, whole } from './schemaParts.ts'

/** Shape and ranges of queues, streams and the mappings that poll them: made from what each says of itself. */

type Check = z.ZodMiniType

/** Fields that sources share are one part of the schema. */
const made = new WeakMap<Field<unknown>, Check>()

export function checkOf(field: Field<unknown>): Check {
  const known = made.get(field)
  if (known !== undefined) return known
  const check = withInitial(field, field.orNull ? z.nullable(shapeCheck(field.shape)) : shapeCheck(field.shape))
  made.set(field, check)
  return check
}

function withInitial({ shape, initial }: Field<unknown>, check: Check): Check {
  if (initial === undefined || shape.is === 'target') return check
  return shape.is === 'group' && initial !== null ? z.prefault(check, {}) : z._default(check, initial as never)
}

const checksOf = (fields: Fields): Record<string, Check> => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, checkOf(field)]))

function shapeCheck(shape: Shape): Check {
  switch (shape.is) {
    case 'whole':
      return whole(boundsOf(shape))
    case 'number':
      return number(boundsOf(shape))
    case 'share':
      return share
    case 'yes-or-no':
      return z.boolean()
    case 'one-of':
      return oneOf(shape.values)
    case 'text':
      return z.string().check(z.maxLength(boundOf(shape.longest)))
    case 'list':
      return listOf(checkOf(shape.of), boundOf(shape.most))
    case 'target':
      return destination
    case 'kept':
      return z.exactOptional(z.record(z.string().check(z.maxLength(64)), z.unknown()))
    case 'group':
      return z.strictObject(checksOf(shape.fields))
  }
}

const oneOf = (values: readonly string[]): Check => (values.length === 1 ? z.literal(values[0]!) : z.enum(values))

const variants = SOURCES.map(({ kinds, config }) => z.strictObject({ kind: oneOf(kinds), ...checksOf(config.shape.fields) }))

export const eventSource = z.discriminatedUnion('kind', variants as [(typeof variants)[number]]) as unknown as z.ZodMiniType<EventSource>
