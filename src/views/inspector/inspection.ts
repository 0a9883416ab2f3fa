/** What the parts of the inspector share: the run, and how one moves through it. */
import type { Billing } from '../../metrics/billing.ts'
import type { Run } from '../../metrics/why/facts.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'

export interface Inspection {
  app: LambdascopeApp
  run: Run
  billing: Billing
}

/** Selects a record and takes the playhead there. */
export function visit({ app, run }: Pick<Inspection, 'app' | 'run'>, record: RecordId): void {
  app.uiStore.select(record)
  app.clock.pause()
  app.clock.seek(run.trace.records.time[record] ?? 0)
}

/** One station towards the cause (1) or the effect (-1); nothing happens beyond the ends. */
export function stepAlong(inspection: Pick<Inspection, 'app' | 'run'>, by: 1 | -1): void {
  const { selection, whyChain } = inspection.app.uiStore.getState()
  const at = whyChain === null || selection === null ? -1 : whyChain.indexOf(selection)
  const next = at < 0 ? undefined : whyChain?.[at + by]
  if (next !== undefined) visit(inspection, next)
}
