/**
 * Set-ups of code outside the handler: what they add to the runtime's own start, and the extra of the first
 * call. Measured at boosted CPU, so the init part does not depend on memory; the first call does.
 */
import type { RuntimeInfo } from '../runtimes.ts'
import type { Architecture } from '../vocabulary.ts'
import { ruleNumber } from '../registry.ts'

type PerArchitecture = { x86_64: number } & Partial<Record<Architecture, number>>

export interface InitPreset {
  /** Runtime families it was measured on; empty: any. */
  families: readonly RuntimeInfo['family'][]
  /** Added to the runtime's start, ms. */
  initMs: PerArchitecture
  /** Extra of the first call: a fixed part and a part at one full vCPU, ms. Null: the runtime's own. */
  firstCall: { fixedMs: number; cpuMs: PerArchitecture } | null
  /** Measured, or an assumed split of a measured total. */
  rule: 'MD-09' | 'MD-16' | 'MC-11'
}

/**
 * For sources that publish only the total of init and first call (ms, median): what exceeds the runtime's
 * start is split by rule MC-11, the first call's share is brought from the measured memory to one vCPU.
 */
function split(family: RuntimeInfo['family'], totalMs: number, runtimeStartMs: number, memoryMB: number): InitPreset {
  const share = ruleNumber('MC-11', 'initShare')
  const own = totalMs - runtimeStartMs
  const cpuShare = Math.min(1, memoryMB / ruleNumber('MEM-02', 'perVcpu'))
  return {
    families: [family],
    initMs: { x86_64: Math.round(own * share) },
    firstCall: { fixedMs: 0, cpuMs: { x86_64: Math.round(own * (1 - share) * cpuShare) } },
    rule: 'MC-11',
  }
}

/** AWS SDK clients, frameworks and libraries; medians. */
export const INIT_PRESETS = {
  hello: { families: [], initMs: { x86_64: 0, arm64: 0 }, firstCall: null, rule: 'MD-09' },
  'sdk-node': {
    families: ['nodejs'],
    initMs: { x86_64: 194, arm64: 207 },
    firstCall: { fixedMs: 36, cpuMs: { x86_64: 65, arm64: 74 } },
    rule: 'MD-09',
  },
  'sdk-python': {
    families: ['python'],
    initMs: { x86_64: 366, arm64: 322 },
    firstCall: { fixedMs: 38, cpuMs: { x86_64: 19, arm64: 19 } },
    rule: 'MD-09',
  },
  'sdk-rust': {
    families: ['rust'],
    initMs: { x86_64: 76, arm64: 51 },
    firstCall: { fixedMs: 39, cpuMs: { x86_64: 90, arm64: 54 } },
    rule: 'MD-09',
  },
  'node-small-lib': { families: ['nodejs'], initMs: { x86_64: 34 }, firstCall: { fixedMs: 0, cpuMs: { x86_64: 34 } }, rule: 'MD-16' },
  'java-quarkus': { families: ['java'], initMs: { x86_64: 1_342 }, firstCall: { fixedMs: 0, cpuMs: { x86_64: 73.68 } }, rule: 'MD-16' },
  'java-lazy-libs': { families: ['java'], initMs: { x86_64: 19 }, firstCall: { fixedMs: 0, cpuMs: { x86_64: 296.53 } }, rule: 'MD-16' },
  'graalvm-quarkus': {
    families: ['graalvm'],
    initMs: { x86_64: 120 },
    firstCall: { fixedMs: 2.18, cpuMs: { x86_64: 20.91 } },
    rule: 'MD-16',
  },
  'java-dagger': split('java', 3_213, 206, 1_024),
  micronaut: split('java', 4_609, 206, 1_024),
  'spring-boot': split('java', 5_312, 206, 1_024),
  'dotnet-rest': split('dotnet', 860, 254, 1_024),
  'node-rest': split('nodejs', 691, 143, 256),
  'go-rest': split('go', 459, 43, 128),
} as const satisfies Record<string, InitPreset>

export type InitPresetKey = keyof typeof INIT_PRESETS

export function isInitPresetKey(key: string): key is InitPresetKey {
  return Object.hasOwn(INIT_PRESETS, key)
}
