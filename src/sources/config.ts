/**
 * What the settings of a source may be, as plain data. From it come the type of a source, its defaults, and the check
 * and the JSON Schema of what people write (`scenario/sourceSchema.ts`).
 */
import type { RuleId } from '../rules/ids'

/** A number, or the one that a rule states under a name. */
export type Bound = number | readonly [rule: RuleId, name: string]
export interface Bounds {
  readonly min: Bound
  readonly max: Bound
}

export type Shape =
  | ({ readonly is: 'whole' | 'number' } & Bounds)
  | { readonly is: 'share' | 'yes-or-no' | 'target' | 'kept' }
  | { readonly is: 'one-of'; readonly values: readonly string[] }
  | { readonly is: 'text'; readonly longest: Bound }
  | { readonly is: 'list'; readonly of: Field<unknown>; readonly most: Bound }
  | { readonly is: 'group'; readonly fields: Fields }

export interface Field<T> {
  readonly shape: Shape
  readonly orNull: boolean
  /** What it is where nothing is said. Undefined: it has to be said. */
  readonly initial: T | undefined
}
export type Fields = Readonly<Record<string, Field<unknown>>>
export type ValuesOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }
/** Several fields under one name. Its value has all of them. */
export interface Group<F extends Fields, T = ValuesOf<F>> extends Field<T> {
  readonly shape: { readonly is: 'group'; readonly fields: F }
}

const field = <T>(shape: Shape, initial?: T): Field<T> => ({ shape, orNull: false, initial })

export const whole = (min: Bound, max: Bound, initial?: number): Field<number> => field({ is: 'whole', min, max }, initial)
export const number = (min: Bound, max: Bound, initial?: number): Field<number> => field({ is: 'number', min, max }, initial)
export const share = (initial: number): Field<number> => field({ is: 'share' }, initial)
export const yesOrNo = (initial: boolean): Field<boolean> => field({ is: 'yes-or-no' }, initial)
export const text = (longest: Bound): Field<string> => field({ is: 'text', longest })
export const oneOf = <const V extends string>(values: readonly V[], initial?: V): Field<V> => field({ is: 'one-of', values }, initial)
export const listOf = <T>(of: Field<T>, most: Bound, initial?: readonly T[]): Field<readonly T[]> => field({ is: 'list', of, most }, initial)
export const orNull = <T>({ shape }: Field<T>, initial: T | null = null): Field<T | null> => ({ shape, orNull: true, initial })

/** What every field of a group is where nothing is said. */
const initialsOf = <F extends Fields>(fields: F): ValuesOf<F> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, { initial }]) => (initial === undefined ? [] : [[name, initial]]))) as ValuesOf<F>

export const group = <F extends Fields>(fields: F): Group<F> => ({ shape: { is: 'group', fields }, orNull: false, initial: initialsOf(fields) })
/** A group that has to be said as a whole. */
export const needed = <F extends Fields>(fields: F): Group<F> => ({ ...group(fields), initial: undefined })
/** An ARN that batches or events are sent to. */
export const target: Field<{ Destination: string } | null> = { shape: { is: 'target' }, orNull: false, initial: null }
/** Fields that AWS knows and a run does not play, by the API's names; it may be left out. */
export const kept = (): Field<Readonly<Record<string, unknown>>> => field({ is: 'kept' })
