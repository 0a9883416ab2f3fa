/** What the parts of the numbers panel share. */
import type { Part } from '../../metrics/within.ts'
import type { Digest } from '../../metrics/digest.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import type { Measured } from '../frame/useMeasured.ts'

export interface NumbersRun {
  app: LambdascopeApp
  trace: Trace
  digest: Digest
  scenario: Scenario
}

/** A range that was measured includes both its ends, as `rangeFigures` does. */
export const partOf = ({ time, range }: Measured): Part => (range === null ? { from: null, to: time } : { from: range.from - 1, to: range.to })
