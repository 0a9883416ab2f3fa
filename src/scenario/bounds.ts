import { ruleNumber } from '../rules/registry.ts'
import type { Bound, Bounds } from '../sources/config.ts'

/** Bounds of the settings of sources, as numbers. */

export const boundOf = (bound: Bound): number => (typeof bound === 'number' ? bound : ruleNumber(...bound))
export const boundsOf = ({ min, max }: Bounds): { min: number; max: number } => ({ min: boundOf(min), max: boundOf(max) })
