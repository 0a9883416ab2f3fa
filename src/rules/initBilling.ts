import { isManagedRuntime } from './runtimes.ts'
import type { PackageType, Pool } from './vocabulary.ts'

/** Before August 2025 only zip packages on managed runtimes, on demand, had their Init phase for free. */
export function initBilling(rule: 'BL-02' | 'BL-02H') {
  return (runtime: string, packageType: PackageType, pool: Pool): boolean =>
    rule === 'BL-02' || pool === 'provisioned' || packageType === 'Image' || !isManagedRuntime(runtime)
}
