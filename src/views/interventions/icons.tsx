import { Flame, PackageCheck, Power, SlidersHorizontal, Split, Zap, type LucideIcon } from 'lucide-react'
import type { InterventionKind } from '../../scenario/interventions.ts'

/** One shape for each kind of intervention, wherever it is shown. */
export const INTERVENTION_ICONS: Readonly<Record<InterventionKind, LucideIcon>> = {
  burst: Zap,
  fault: Flame,
  deployment: PackageCheck,
  setting: SlidersHorizontal,
  mapping: Power,
  reshard: Split,
}
