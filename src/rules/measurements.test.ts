import { describe, expect, it } from 'vitest'
import { HELLO } from './data/hello.ts'
import { coldStartModel, helloQuantiles, INIT_PRESETS, isInitPresetKey, measuredRuntime, RUNTIMES, type ColdStartModel } from './measurements.ts'
import { ruleAt } from './registry.ts'
import { rulebookAt } from './rulebook.ts'
import type { Architecture, MeasuredDistribution, MeasuredFunction } from './vocabulary.ts'

const NOW = rulebookAt('2026-11-23')
const hello: MeasuredFunction = {
  Runtime: 'nodejs22.x',
  Architectures: ['x86_64'],
  PackageType: 'Zip',
  MemorySize: 512,
  vpc: false,
  coldStart: { initPreset: 'hello', codeSizeMB: 0 },
}
const model = (change: Partial<MeasuredFunction>, code: Partial<MeasuredFunction['coldStart']> = {}): ColdStartModel =>
  coldStartModel({ ...hello, ...change, coldStart: { ...hello.coldStart, ...code } }, NOW)
const id = ({ rule }: { rule: number }): string => ruleAt(rule).id
const MEDIAN = 2

function median(law: MeasuredDistribution): number {
  if (law.kind === 'deterministic') return law.value
  if (law.kind === 'lognormal') return law.median
  return law.quantiles.find(([p]) => p === 0.5)?.[1] ?? NaN
}

describe('measured runtimes', () => {
  it('are the listed ones, on both architectures, with rising quantiles', () => {
    expect(RUNTIMES.map((runtime) => runtime.id).toSorted()).toEqual(Object.keys(HELLO).toSorted())
    for (const { id: runtime } of RUNTIMES) {
      for (const architecture of ['x86_64', 'arm64'] satisfies Architecture[]) {
        for (const packageType of ['Zip', 'Image'] as const) {
          const values = helloQuantiles(runtime, architecture, packageType).map(([, ms]) => ms)
          expect(values).toEqual(values.toSorted((a, b) => a - b))
          expect(values[0]).toBeGreaterThan(0)
        }
      }
    }
  })

  it('know SnapStart and who manages them', () => {
    const snapStart = RUNTIMES.filter((runtime) => runtime.snapStart).map((runtime) => runtime.id)
    expect(snapStart.toSorted()).toEqual(['dotnet10', 'dotnet8', 'java11', 'java17', 'java21', 'java25', 'python3.12', 'python3.13', 'python3.14'])
    expect(RUNTIMES.filter((runtime) => !runtime.managed).length).toBe(6)
  })

  it('stand in for others of their family', () => {
    expect(['nodejs18.x', 'python3.9', 'provided.al2023', 'java21'].map(measuredRuntime)).toEqual(['nodejs20.x', 'python3.11', 'go', 'java21'])
    expect(id(model({ Runtime: 'nodejs18.x' }).runtimeStart)).toBe('MC-06')
  })
})

describe('cold start', () => {
  it('of an empty function is create and runtime start only', () => {
    const { create, download, vpcMs, runtimeStart, functionInit, firstCall } = model({})
    expect(create.law).toEqual({ kind: 'lognormal', median: 100, sigma: 0.25 })
    expect([median(download.law), vpcMs, median(functionInit.law)]).toEqual([0, 0, 0])
    expect(median(runtimeStart.law)).toBe(HELLO['nodejs22.x'].x86_64.zip[MEDIAN])
    expect(firstCall).toMatchObject({ fixedMs: 2.23, cpuMs: 0.29 })
    expect([id(create), id(runtimeStart), id(firstCall)]).toEqual(['MD-01', 'MD-03', 'MD-10'])
  })

  it('does not depend on memory, except for restores', () => {
    const { restoreUncached: small, ...rest } = model({ MemorySize: 128 })
    const { restoreUncached: large, ...same } = model({ MemorySize: 10_240 })
    expect(rest).toEqual(same)
    expect([median(small.law), median(large.law)]).toEqual([720, 620])
    expect(median(same.restoreCached.law)).toBe(270)
  })

  // Fitted and independent measurements of Node by the size of one loaded file, ms beyond the empty function.
  it.each([[2, 60], [4, 119], [8, 236], [16, 465]])('loads %d MB of Node code in about %d ms', (codeSizeMB, ms) => {
    expect(median(model({}, { codeSizeMB }).functionInit.law)).toBeCloseTo(ms, 0)
  })

  it('adds download only for zip packages above 5 MB, and reading for images', () => {
    expect(median(model({}, { codeSizeMB: 100 }).download.law)).toBeCloseTo(6 * (30 - 5))
    expect(median(model({}, { codeSizeMB: 10 }).download.law)).toBe(0)
    const image = model({ PackageType: 'Image', Runtime: 'python3.11' }, { codeSizeMB: 50 })
    expect(median(image.download.law)).toBe(0)
    expect(median(image.functionInit.law)).toBeCloseTo((3.3 + 1.25) * 50)
    expect(id(image.runtimeStart)).toBe('MD-04')
    expect(median(model({ PackageType: 'Image', Runtime: 'rust' }, { codeSizeMB: 8 }).functionInit.law)).toBe(10)
  })

  it('takes the preset of the architecture, or says that it is another', () => {
    const arm = model({ Architectures: ['arm64'] }, { initPreset: 'sdk-node' })
    expect([median(arm.functionInit.law), arm.firstCall.fixedMs, arm.firstCall.cpuMs]).toEqual([207, 36, 74])
    expect([id(arm.functionInit), id(arm.firstCall)]).toEqual(['MD-09', 'MD-09'])
    const java = model({ Runtime: 'java21', Architectures: ['arm64'] }, { initPreset: 'java-quarkus' })
    expect([median(java.functionInit.law), id(java.functionInit), id(java.firstCall)]).toEqual([1_342, 'MC-06', 'MC-06'])
    expect(id(model({ Runtime: 'java21' }, { initPreset: 'java-quarkus' }).functionInit)).toBe('MD-16')
    expect(id(model({ Runtime: 'ruby3.4' }, { initPreset: 'sdk-node' }).functionInit)).toBe('MC-06')
  })

  it('splits a total that was measured as one', () => {
    const { functionInit, runtimeStart, firstCall } = model({ Runtime: 'java17' }, { initPreset: 'spring-boot' })
    const firstAt1024 = firstCall.fixedMs + firstCall.cpuMs / (1_024 / 1_769)
    expect(Math.abs(median(runtimeStart.law) + median(functionInit.law) + firstAt1024 - 5_312)).toBeLessThan(3)
    expect(id(functionInit)).toBe('MC-11')
  })

  it('has the VPC of its day', () => {
    const inVpc: MeasuredFunction = { ...hello, vpc: true }
    expect(coldStartModel(inVpc, rulebookAt('2019-01-01')).vpcMs).toBe(10_000)
    expect(coldStartModel(inVpc, NOW).vpcMs).toBe(0)
    expect(coldStartModel(hello, rulebookAt('2019-01-01')).vpcMs).toBe(0)
  })
})

describe('presets', () => {
  it('have positive times, and unknown keys count as none', () => {
    for (const preset of Object.values(INIT_PRESETS)) expect(preset.initMs.x86_64).toBeGreaterThanOrEqual(0)
    expect(isInitPresetKey('spring-boot')).toBe(true)
    expect(isInitPresetKey('toString')).toBe(false)
    expect(median(model({}, { initPreset: 'toString' }).functionInit.law)).toBe(0)
  })
})
