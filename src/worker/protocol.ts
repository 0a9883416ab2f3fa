import type { Digest } from '../metrics/digest.ts'
import type { Study } from '../metrics/study.ts'
import type { Outline } from '../metrics/timeline/outline.ts'
import type { Scenario } from '../sim/scenario.ts'
import type { Trace } from '../sim/trace/schema.ts'

/** What crosses between the page and the worker. Everything else about either side is private to it. */

export type Request =
  | { kind: 'run'; id: number; scenario: Scenario; maxRecords?: number }
  /** Runs both scenarios with each of the seeds and keeps a summary of each run. */
  | { kind: 'study'; id: number; scenarios: readonly [Scenario, Scenario]; seeds: readonly number[] }
  | { kind: 'cancel'; id: number }
  /** Memory of a trace that nobody reads any more, for the next ones. */
  | { kind: 'recycle'; buffers: readonly ArrayBuffer[] }
  /** Runs something small so that the engine's code is compiled before the first real run. */
  | { kind: 'prewarm' }

export type Reply =
  /** `fraction` of the work (simulated time, or seeds), 0 to 1. */
  | { kind: 'progress'; id: number; fraction: number; records: number }
  | { kind: 'done'; id: number; result: RunResult; elapsedMs: number }
  | { kind: 'studied'; id: number; study: Study }
  | { kind: 'failed'; id: number; message: string }
  | { kind: 'cancelled'; id: number }

/** All that a worker says: besides its replies, once, that its code has loaded. */
export type Message = Reply | { kind: 'ready' }

/** What a run leaves: what happened, the running totals over it, and what drawing it needs. */
export interface RunResult {
  trace: Trace
  digest: Digest
  outline: Outline
}

/** The page's end of the line to a worker. */
export interface Port {
  send(request: Request): void
  /** `onLost` is told why when the worker itself breaks (out of memory, code that does not load). */
  listen(onMessage: (message: Message) => void, onLost: (message: string) => void): void
  close(): void
}
