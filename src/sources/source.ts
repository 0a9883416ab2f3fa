/** What every source says of itself: its kinds, its settings, its words, and how it differs where others look. */
import type { RuleId } from '../rules/ids'
import type { KnobText } from '../text/en/knobText'
import type { Fields, Group, ValuesOf } from './config'
import { group } from './config'

/** What one can choose; a kind may have several faces, as a queue has that may be FIFO. */
export interface Face {
  /** In as many words as there is room for. */
  readonly short: readonly [string, ...string[]]
  /** In the list of entry points, where that is not the first of them. */
  readonly door?: string
}

/** What is sent: many of them, and how many in a second. */
export interface Sent {
  readonly many: string
  readonly rate: string
}
const sent = (many: string): Sent => ({ many, rate: `${many}/s` })
export const REQUESTS = sent('requests')
export const MESSAGES = sent('messages')
export const RECORDS = sent('records')
export const EVENTS = sent('events')
export const CHANGES = sent('changes')

/** How messages are kept, worked on and let go of: a queue, the queue of a broker, shards, partitions, one change stream, a plain line. */
export type Holder = 'queue' | 'broker' | 'stream' | 'topic' | 'changes' | 'line'

type ConfigOf<K extends string, F extends Fields> = { kind: K } & ValuesOf<F>

interface Told<K extends string, F extends Fields, W extends string> {
  /** Most sources have one; the first is the usual one. */
  readonly kinds: readonly K[]
  readonly config: F
  readonly faces: Readonly<Record<string, Face>>
  readonly sends: Sent
  readonly holder: Holder
  /** Words of settings that it alone has, by their names: each of these numbers can be set in the panel. */
  readonly knobs?: Readonly<Record<W, KnobText>>
  /** Whether messages stay where they are and a checkpoint moves on. */
  readonly isLog?: true
  /** Whether CloudWatch says how old the last record of a batch is (IteratorAge). */
  readonly iteratorAge?: true
  /** Whether a function that it invokes may run for 14 minutes only (rule KF-07). */
  readonly shortTimeout?: true
  /** False: it is no service of AWS, and is offered only where it is chosen already. */
  readonly offered?: false
  /** The face of a source that has more of them than kinds. */
  readonly faceOf?: (config: ConfigOf<K, F>) => string
  /** How it is set up for a function with this Timeout when a face is chosen, where that differs from the defaults. */
  readonly chosen?: (face: string, Timeout: number) => Partial<ValuesOf<F>>
}

export interface Polled<K extends string, F extends Fields, W extends string = string> extends Omit<Told<K, F, W>, 'config'> {
  readonly config: Group<F>
}
/** The settings of a source that a description describes. */
export type SourceOf<D> = D extends Polled<infer K, infer F, infer _> ? ConfigOf<K, F> : never

/** A queue or stream that Lambda polls. */
export const polled = <const K extends string, F extends Fields, W extends string & keyof F = never>(told: Told<K, F, W>): Polled<K, F, W> => ({ ...told, config: group(told.config) })

/** Every setting of a source where nothing is said but, perhaps, its kind. */
export const initialOf = <K extends string, F extends Fields>({ kinds, config }: Pick<Polled<K, F>, 'kinds' | 'config'>, kind: K = kinds[0]!): ConfigOf<K, F> => ({ kind, ...(config.initial as ValuesOf<F>) })

export interface Pushing<K extends string = string> {
  readonly kind: K
  readonly name: string
  readonly face: Face
  /** Who tries again, and what of the order and the size of events. */
  readonly hint: string
  /** The rule that says what it does. */
  readonly rule: RuleId
  /** Whether loop detection follows messages through it (rule AS-18). */
  readonly traced?: true
  /** Whether it is known how it tries again when Lambda takes nothing, and whether that can be set: then `services.ts` names it, too. */
  readonly retries?: 'fixed' | 'adjustable'
}

/** A service that pushes events. */
export const pushing = <const K extends string, const D extends Pushing<K>>(described: D & { kind: K }): D => described

/** What most services say of retries. */
export const LAMBDA_RETRIES = 'Lambda retries.'
