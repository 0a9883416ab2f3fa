import { createLine } from './line.ts'
import type { Port, Reply, Request, RunResult } from './protocol.ts'
import { createSilence } from './silence.ts'

/** A worker as the page sees it: one run at a time. One that does not hear any more is ended, and another takes its place. */

export type RunOutcome =
  | { kind: 'done'; result: RunResult; elapsedMs: number }
  | { kind: 'failed'; message: string }
  | { kind: 'cancelled' }

export interface Progress {
  /** Of simulated time, 0 to 1. */
  fraction: number
  records: number
}

export interface Work {
  request: Extract<Request, { kind: 'run' }>
  onProgress(progress: Progress): void
}

export interface Workplace {
  /** Call only when nothing runs. */
  start(work: Work): void
  /** Gives up the run in progress, if there is one. */
  stop(): void
  /** Somebody waits: a run that still has long to go, or does not say, makes room. */
  hurry(): void
  send(request: Extract<Request, { kind: 'recycle' | 'prewarm' }>): void
  /** Ends the worker, without a word about what runs. */
  close(): void
}

export interface WorkplaceOptions {
  /** Opens a line to a new worker: at the start, and again after one broke or had to be ended. */
  open(): Port
  /** Wall time, ms. */
  now(): number
  /** Calls back after so many ms, unless what it returns is called before. */
  delay(callback: () => void, ms: number): () => void
  onEnd(outcome: RunOutcome): void
}

/**
 * While a knob is dragged, runs that end soon are let through, so that the picture follows; one that would
 * take longer than this makes room for the newer request.
 */
const WORTH_WAITING_MS = 400

/** How long a worker may take to answer a cancel. It listens every few milliseconds, unless one event takes long. */
const GRACE_MS = 300

interface Running extends Work {
  startedMs: number
  fraction: number
  hurried: boolean
  stopping: boolean
}

/** How much longer a run will take, judging by how far it came; as long again when that is not known yet. */
function remainingMs({ startedMs, fraction }: Running, nowMs: number): number {
  const elapsed = nowMs - startedMs
  return fraction > 0 ? (elapsed / fraction) * (1 - fraction) : elapsed
}

export function createWorkplace({ open, now, delay, onEnd }: WorkplaceOptions): Workplace {
  let running: Running | null = null
  const line = createLine({ open, onReply: receive, onLost: (message) => end({ kind: 'failed', message }) })
  const silence = createSilence({ loaded: line.loaded, delay })

  function end(outcome: RunOutcome): void {
    silence.off()
    running = null
    onEnd(outcome)
  }

  /** The worker goes with its run and the memory it was given; the next one is made ready. */
  const replace = (): void => {
    line.close()
    end({ kind: 'cancelled' })
    if (running === null) line.send({ kind: 'prewarm' })
  }

  const stop = (): void => {
    if (running === null || running.stopping) return
    running.stopping = true
    line.send({ kind: 'cancel', id: running.request.id })
    silence.watch(GRACE_MS, replace)
  }

  const stopIfSlow = (run: Running): void => {
    if (run.hurried && remainingMs(run, now()) > WORTH_WAITING_MS) stop()
  }

  function receive(reply: Reply): void {
    silence.heard()
    if (running === null || reply.id !== running.request.id) return
    if (reply.kind === 'progress') {
      running.fraction = reply.fraction
      running.onProgress({ fraction: reply.fraction, records: reply.records })
      stopIfSlow(running)
    } else if (reply.kind === 'done') end({ kind: 'done', result: reply.result, elapsedMs: reply.elapsedMs })
    else if (reply.kind === 'failed') end({ kind: 'failed', message: reply.message })
    else end({ kind: 'cancelled' })
  }

  return {
    start: (work) => {
      running = { ...work, startedMs: now(), fraction: 0, hurried: false, stopping: false }
      line.send(work.request)
    },
    stop,
    hurry: () => {
      if (running === null) return
      if (!running.hurried && !running.stopping) silence.watch(WORTH_WAITING_MS, stop)
      running.hurried = true
      stopIfSlow(running)
    },
    send: line.send,
    close: () => {
      silence.off()
      running = null
      line.close()
    },
  }
}
