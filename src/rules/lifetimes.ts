/** How long environments are kept, where AWS does not say: apart from the measurements, which are far larger. */
import { ruleNumber } from './registry.ts'

/** Seconds an environment stays idle (newest measurement, 2021). */
export const IDLE_LIFETIME_SECONDS = { kind: 'uniform', min: ruleNumber('MD-14', 'min'), max: ruleNumber('MD-14', 'max') } as const
/** Hours an environment lives at most (assumed). */
export const LIFETIME_CAP_HOURS = { kind: 'loguniform', min: ruleNumber('MC-04', 'min'), max: ruleNumber('MC-04', 'max') } as const
