import type { KnobGroup } from '../knob.ts'
import { COLD_START_GROUP, HANDLER_GROUP } from './code.ts'
import { CONCURRENCY_GROUP } from './concurrency.ts'
import { FUNCTION_GROUP } from './function.ts'
import { ASSUMPTIONS_GROUP, FAULTS_GROUP, RUN_GROUP } from './rest.ts'
import { TRAFFIC_GROUP } from './traffic.ts'

/** Everything the panel can change, in the order it is shown. */
export const KNOB_GROUPS: readonly KnobGroup[] = [
  FUNCTION_GROUP,
  CONCURRENCY_GROUP,
  TRAFFIC_GROUP,
  HANDLER_GROUP,
  COLD_START_GROUP,
  FAULTS_GROUP,
  ASSUMPTIONS_GROUP,
  RUN_GROUP,
]
