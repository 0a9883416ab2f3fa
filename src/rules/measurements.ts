/**
 * How long the phases of a cold start take, from other people's public measurements: the model that stands
 * in for a phase the scenario leaves open. Runtime start and init do not depend on memory (rule MD-08).
 */
import { detExp } from '../base/math.ts'
import { HELLO, QUANTILE_PERCENT, type HelloMeasurement } from './data/hello.ts'
import { INIT_PRESETS, type InitPreset } from './data/initPresets.ts'
import { ruleIndex, ruleNumber, type RuleIndex } from './registry.ts'
import type { Rulebook } from './rulebook.ts'
import { runtimeOf } from './runtimes.ts'
import type { Architecture, MeasuredDistribution, MeasuredFunction } from './vocabulary.ts'

export { INIT_PRESETS, isInitPresetKey, type InitPreset, type InitPresetKey } from './data/initPresets.ts'
export { RUNTIMES, runtimeOf, isManagedRuntime, type RuntimeInfo } from './runtimes.ts'

/** A phase: how long, in ms, and the rule that says so. */
export interface MeasuredPhase {
  law: MeasuredDistribution
  rule: RuleIndex
}

export interface ColdStartModel {
  /** Place and create the environment, fetch a small package. */
  create: MeasuredPhase
  /** What the size of a zip package adds to that. */
  download: MeasuredPhase
  /** What a VPC adds to `create`, ms. */
  vpcMs: number
  vpcRule: RuleIndex
  runtimeStart: MeasuredPhase
  functionInit: MeasuredPhase
  restoreUncached: MeasuredPhase
  restoreCached: MeasuredPhase
  /** Extra of an environment's first invocation: `fixedMs + cpuMs / cpuShare`. */
  firstCall: { fixedMs: number; cpuMs: number; rule: RuleIndex }
}

/** Measured runtimes to take instead of one nobody measured, by the start of its name. */
const NEAREST: readonly (readonly [prefix: string, id: keyof typeof HELLO])[] = [
  ['nodejs', 'nodejs20.x'],
  ['python', 'python3.11'],
  ['java', 'java11'],
  ['dotnet', 'dotnet8'],
  ['ruby', 'ruby3.2'],
]

const isMeasured = (runtime: string): runtime is keyof typeof HELLO => Object.hasOwn(HELLO, runtime)

/** The measured runtime that stands for a runtime: itself, else the oldest measured of its family, else Go. */
export function measuredRuntime(runtime: string): keyof typeof HELLO {
  if (isMeasured(runtime)) return runtime
  return NEAREST.find(([prefix]) => runtime.startsWith(prefix))?.[1] ?? 'go'
}

const fixed = (value: number): MeasuredDistribution => ({ kind: 'deterministic', value })

/** Scattered around a median; nothing is scattered around 0. */
function scattered(median: number, sigma: number): MeasuredDistribution {
  return median === 0 ? fixed(0) : { kind: 'lognormal', median, sigma }
}

/** Init Duration of an empty function: `[probability, ms]` points. */
export function helloQuantiles(
  runtime: string,
  architecture: Architecture,
  packageType: 'Zip' | 'Image',
): readonly (readonly [number, number])[] {
  const row: HelloMeasurement = HELLO[measuredRuntime(runtime)][architecture]
  const values = packageType === 'Zip' ? row.zip : row.image
  return QUANTILE_PERCENT.map((percent, i) => [percent / 100, values[i] ?? 0] as const)
}

/** Time to load `codeSizeMB` of code, ms. Runtimes nobody measured by size have it in their presets only. */
function loadMs({ Runtime, PackageType, coldStart: { codeSizeMB } }: MeasuredFunction): number {
  const image = PackageType === 'Image'
  const touched = image ? ruleNumber('MD-07', 'perMb') * codeSizeMB : 0
  switch (runtimeOf(measuredRuntime(Runtime))?.family) {
    case 'nodejs': {
      const saturation = ruleNumber('MD-05', 'saturation')
      const zip = ruleNumber('MD-05', 'perMb') * saturation * (1 - detExp(-codeSizeMB / saturation))
      return (image ? ruleNumber('MD-05', 'imageFactor') : 1) * zip + touched
    }
    case 'python':
      return ruleNumber('MD-06', image ? 'imagePerMb' : 'zipPerMb') * codeSizeMB + touched
    default:
      return touched
  }
}

function downloadMs({ PackageType, coldStart: { codeSizeMB } }: MeasuredFunction): number {
  if (PackageType === 'Image') return 0
  const zipMB = ruleNumber('MC-08', 'ratio') * codeSizeMB
  return ruleNumber('MD-02', 'perMb') * Math.max(0, zipMB - ruleNumber('MD-02', 'free'))
}

/** The rule behind a preset's numbers: a value from another architecture or runtime is an assumption. */
function presetRule(preset: InitPreset, of: MeasuredFunction, measured: boolean): RuleIndex {
  const family = runtimeOf(measuredRuntime(of.Runtime))?.family
  const elsewhere = preset.families.length > 0 && !preset.families.some((known) => known === family)
  if (elsewhere || !measured) return ruleIndex('MC-06')
  return ruleIndex(preset.rule)
}

const presetOf = (key: string): InitPreset => (Object.hasOwn(INIT_PRESETS, key) ? INIT_PRESETS[key as keyof typeof INIT_PRESETS] : INIT_PRESETS.hello)

function functionInit(of: MeasuredFunction): MeasuredPhase {
  const preset = presetOf(of.coldStart.initPreset)
  const [architecture] = of.Architectures
  const code = preset.initMs[architecture] ?? preset.initMs.x86_64
  const load = loadMs(of)
  const law = scattered(load + code, ruleNumber('MC-18', 'sigma'))
  if (code > 0) return { law, rule: presetRule(preset, of, preset.initMs[architecture] !== undefined) }
  return { law, rule: ruleIndex(loadRule(of)) }
}

function loadRule({ Runtime, PackageType }: MeasuredFunction): 'MD-05' | 'MD-06' | 'MD-07' | 'MD-09' {
  const family = runtimeOf(measuredRuntime(Runtime))?.family
  if (family === 'nodejs') return 'MD-05'
  if (family === 'python') return 'MD-06'
  return PackageType === 'Image' ? 'MD-07' : 'MD-09'
}

function firstCall(of: MeasuredFunction): ColdStartModel['firstCall'] {
  const [architecture] = of.Architectures
  const preset = presetOf(of.coldStart.initPreset)
  if (preset.firstCall === null) {
    const [fixedMs, cpuMs] = HELLO[measuredRuntime(of.Runtime)][architecture].firstCall
    return { fixedMs, cpuMs, rule: ruleIndex(isMeasured(of.Runtime) ? 'MD-10' : 'MC-06') }
  }
  const { fixedMs, cpuMs } = preset.firstCall
  const rule = presetRule(preset, of, cpuMs[architecture] !== undefined)
  return { fixedMs, cpuMs: cpuMs[architecture] ?? cpuMs.x86_64, rule }
}

function restores(memoryMB: number): Pick<ColdStartModel, 'restoreUncached' | 'restoreCached'> {
  const small = memoryMB < 256 ? '128' : ''
  return {
    restoreUncached: {
      law: scattered(ruleNumber('MD-11', `median${small}`), ruleNumber('MD-11', `sigma${small}`)),
      rule: ruleIndex('MD-11'),
    },
    restoreCached: {
      law: scattered(ruleNumber('MD-12', 'median'), ruleNumber('MD-12', 'sigma')),
      rule: ruleIndex('MD-12'),
    },
  }
}

/** What the measurements say about the cold starts of a function. All times in ms. */
export function coldStartModel(of: MeasuredFunction, rulebook: Pick<Rulebook, 'vpcPenaltyMs' | 'rules'>): ColdStartModel {
  const start = of.PackageType === 'Zip' ? 'MD-03' : 'MD-04'
  return {
    create: { law: scattered(ruleNumber('MD-01', 'median'), ruleNumber('MD-01', 'sigma')), rule: ruleIndex('MD-01') },
    download: { law: fixed(downloadMs(of)), rule: ruleIndex('MD-02') },
    vpcMs: of.vpc ? rulebook.vpcPenaltyMs : 0,
    vpcRule: rulebook.rules.vpcPenalty,
    runtimeStart: {
      law: { kind: 'empirical', quantiles: helloQuantiles(of.Runtime, of.Architectures[0], of.PackageType) },
      rule: ruleIndex(isMeasured(of.Runtime) ? start : 'MC-06'),
    },
    functionInit: functionInit(of),
    ...restores(of.MemorySize),
    firstCall: firstCall(of),
  }
}
