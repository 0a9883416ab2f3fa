import { ruleIndex, type RuleIndex } from './registry.ts'
import { isManagedRuntime } from './runtimes.ts'
import type { PackageType, Pool } from './vocabulary.ts'

export interface InitBilling {
  /** Whether the Init phase of such an environment is billed. */
  billed(runtime: string, packageType: PackageType, pool: Pool): boolean
  rule: RuleIndex
}

/** Before August 2025 only zip packages on managed runtimes, on demand, had their Init phase for free. */
export function initBilling(rule: 'BL-02' | 'BL-02H'): InitBilling {
  return {
    billed: (runtime, packageType, pool) =>
      rule === 'BL-02' || pool === 'provisioned' || packageType === 'Image' || !isManagedRuntime(runtime),
    rule: ruleIndex(rule),
  }
}
