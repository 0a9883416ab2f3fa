import type { Field } from '../sources/config.ts'
import { describedAs, type EventSource } from '../sources/index.ts'
import { boundsOf } from './bounds.ts'

/** The least and the greatest value of a number that a source is set to. */
export function limitsOf({ shape }: Field<number> | Field<number | null>): { min: number; max: number } {
  if (shape.is !== 'whole' && shape.is !== 'number') throw new Error(`No bounds: ${shape.is}`)
  return boundsOf(shape)
}

/** The same of a source's setting by its name. */
export const fieldLimits = (kind: EventSource['kind'], name: string): { min: number; max: number } => limitsOf(describedAs(kind).config.shape.fields[name] as Field<number>)
