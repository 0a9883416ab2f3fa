/**
 * What a scenario's account pays for, resolved from the scenario and the rules of its date into plain data: it
 * crosses to the page together with the trace.
 */
import { MICROS_PER_MS } from '../base/units'
import { durationIn } from '../rules/prices'
import type { PriceRegion, PriceTier } from '../rules/prices'
import { ruleAt } from '../rules/registry'
import { rulebookAt } from '../rules/rulebook'
import type { Rulebook } from '../rules/rulebook'
import type { Architecture, FunctionConfig, Intervention, ProvisionedConfig, Scenario, SettingChange } from '../sim/scenario'
import type { Micros } from '../sim/trace/schema'
import { POOL } from '../sim/trace/writer'

/** The memory size of a function's environments from one version on, until its next rate. */
export interface Rate {
  /** Position in `Scenario.functions`. */
  fn: number
  /** As in `Lanes.version`. */
  fromVersion: number
  memoryMB: number
}

/** Something that costs money just by standing there. */
export interface StandingCharge {
  fn: number
  item: 'provisionedFee' | 'snapStartCache'
  from: Micros
  /** Infinity: until the end. */
  to: Micros
  /** Megabytes that stand. */
  mb: number
  /** When the configuration it belongs to began: time is rounded up from there. */
  since: Micros
  /** Whether another amount takes over without a gap, so that this one is not rounded up. */
  continued: boolean
  roundingMs: number
  minimumMs: number
  /** Pico-USD per GB-second. */
  price: number
  rule: number
}

export interface FunctionTariff {
  name: string
  architecture: Architecture
  /** Whether the Init phase is billed, by code of the pool. */
  initBilled: readonly boolean[]
  /** Megabytes of /tmp that cost extra. */
  storageMB: number
  /** Pico-USD per GB restored; 0 for free. */
  restorePrice: number
}

export interface Tariff {
  functions: readonly FunctionTariff[]
  rates: readonly Rate[]
  standing: readonly StandingCharge[]
  /** Billed time is rounded up to this, ms. */
  granularityMs: number
  abortedInitBilled: boolean
  /** Part of a restore that counts as duration, microseconds. */
  billedRestore: Micros
  freeTier: { requests: number; gbSeconds: number } | null
  prices: TariffPrices
}

/** Pico-USD; `rules` are indices of the rules that state them. */
export interface TariffPrices {
  request: number
  duration: Readonly<Record<Architecture, readonly PriceTier[]>>
  provisionedDuration: Readonly<Record<Architecture, number>>
  storage: number
  rules: {
    request: number
    duration: Readonly<Record<Architecture, number>>
    provisionedDuration: number
    provisionedInit: number
    storage: number
    snapStart: number
    freeTier: number
  }
}

type Change = Extract<Intervention, { kind: 'setting' | 'deployment' }>

/** Resolves prices and settings over the run. */
export function createTariff(scenario: Scenario): Tariff {
  const book = rulebookAt(scenario.lambdaAsOf)
  return {
    functions: scenario.functions.map((config) => functionTariff(config, scenario, book)),
    rates: scenario.functions.flatMap((config, fn) => ratesOf(config, fn, scenario)),
    standing: scenario.functions.flatMap((config, fn) => [
      ...provisionedFees(config, fn, { scenario, book }),
      ...snapshotCaches(config, fn, { scenario, book }),
    ]),
    granularityMs: book.billingGranularityMs,
    abortedInitBilled: scenario.assumptions.abortedInitBilled,
    billedRestore: book.prices.snapStart.billedRestoreMs * MICROS_PER_MS,
    freeTier: scenario.account.freeTier ? { requests: book.prices.freeTier.requests, gbSeconds: book.prices.freeTier.gbSeconds } : null,
    prices: tariffPrices(book, scenario.priceRegion),
  }
}

function functionTariff(config: FunctionConfig, scenario: Scenario, book: Rulebook): FunctionTariff {
  const { prices, rules } = book
  const ignored = scenario.relaxed.includes(ruleAt(rules.initBilling).id)
  const pools = Object.keys(POOL) as (keyof typeof POOL)[]
  const { snapStart, ephemeralStorage } = prices
  return {
    name: config.FunctionName,
    architecture: config.Architectures[0],
    initBilled: pools.map((pool) => !ignored && book.initBilled(config.Runtime, config.PackageType, pool)),
    storageMB: Math.max(0, config.EphemeralStorage.Size - ephemeralStorage.freeMB),
    restorePrice: snapStart.charged(config.Runtime) ? snapStart.restore : 0,
  }
}

function tariffPrices(book: Rulebook, region: PriceRegion): TariffPrices {
  const { prices } = book
  const { duration, durationRule } = durationIn(region, prices)
  return {
    request: prices.request,
    duration,
    provisionedDuration: prices.provisioned.duration,
    storage: prices.ephemeralStorage.price,
    rules: {
      request: prices.requestRule,
      duration: durationRule,
      provisionedDuration: prices.provisioned.durationRule,
      provisionedInit: prices.provisioned.initRule,
      storage: prices.ephemeralStorage.rule,
      snapStart: prices.snapStart.rule,
      freeTier: prices.freeTier.rule,
    },
  }
}

/** Settings and deployments of a function in order of time. */
function changesOf(scenario: Scenario, name: string): Change[] {
  return scenario.interventions
    .filter((each): each is Change => (each.kind === 'setting' || each.kind === 'deployment') && each.function === name)
    .toSorted((a, b) => a.atMs - b.atMs)
}

const settingsOf = (change: Change): SettingChange => (change.kind === 'setting' ? change.set : {})

/** Whether a change makes a new version (rule LC-20). */
function publishes(change: Change): boolean {
  const { MemorySize, Timeout } = settingsOf(change)
  return change.kind === 'deployment' || MemorySize !== undefined || Timeout !== undefined
}

const microsOf = (change: { atMs: number }): Micros => Math.round(change.atMs * MICROS_PER_MS)

function ratesOf(config: FunctionConfig, fn: number, scenario: Scenario): Rate[] {
  const rates: Rate[] = [{ fn, fromVersion: 0, memoryMB: config.MemorySize }]
  let version = 1
  for (const change of changesOf(scenario, config.FunctionName)) {
    if (publishes(change)) version++
    const memoryMB = settingsOf(change).MemorySize
    if (memoryMB !== undefined) rates.push({ fn, fromVersion: version, memoryMB })
  }
  return rates
}

interface Context {
  scenario: Scenario
  book: Rulebook
}

function provisionedFees(config: FunctionConfig, fn: number, { scenario, book }: Context): StandingCharge[] {
  const { provisioned } = book.prices
  const common = {
    fn,
    item: 'provisionedFee' as const,
    roundingMs: provisioned.feeRoundingMs,
    minimumMs: 0,
    price: provisioned.fee[config.Architectures[0]],
    rule: provisioned.feeRule,
  }
  return qualifiersOf(config, scenario).flatMap((provision) => {
    const levels = provisionedLevels(config, provision, scenario)
    let since = 0
    return levels.flatMap(({ from, mb }, i) => {
      if (mb === 0) return []
      if ((levels[i - 1]?.mb ?? 0) === 0) since = from
      const next = levels[i + 1]
      return [{ ...common, from, to: next?.from ?? Infinity, mb, since, continued: next !== undefined && next.mb > 0 }]
    })
  })
}

type Provision = Pick<ProvisionedConfig, 'Qualifier' | 'ProvisionedConcurrentExecutions'>

/** Provisioned settings of the beginning, and those that only come later. */
function qualifiersOf(config: FunctionConfig, scenario: Scenario): Provision[] {
  const found = new Map<string, Provision>(config.provisioned.map((provision) => [provision.Qualifier, provision]))
  for (const change of changesOf(scenario, config.FunctionName)) {
    const Qualifier = settingsOf(change).ProvisionedConcurrentExecutions?.Qualifier
    if (Qualifier !== undefined && !found.has(Qualifier)) found.set(Qualifier, { Qualifier, ProvisionedConcurrentExecutions: 0 })
  }
  return [...found.values()]
}

/** Megabytes provisioned over time, as steps. */
function provisionedLevels(config: FunctionConfig, provision: Provision, scenario: Scenario): { from: Micros; mb: number }[] {
  let memory = config.MemorySize
  let count = provision.ProvisionedConcurrentExecutions
  const levels = [{ from: 0, mb: memory * count }]
  for (const change of changesOf(scenario, config.FunctionName)) {
    const { MemorySize, ProvisionedConcurrentExecutions: capacity } = settingsOf(change)
    memory = MemorySize ?? memory
    if (capacity?.Qualifier === provision.Qualifier) count = capacity.value
    if (memory * count !== levels.at(-1)!.mb) levels.push({ from: microsOf(change), mb: memory * count })
  }
  return levels
}

/** One snapshot per published version; each deployment publishes the next and gives up the one before. */
function snapshotCaches(config: FunctionConfig, fn: number, { scenario, book }: Context): StandingCharge[] {
  const { snapStart } = book.prices
  if (config.SnapStart.ApplyOn === 'None' || !snapStart.charged(config.Runtime)) return []
  const published = changesOf(scenario, config.FunctionName).filter(publishes).map(microsOf)
  return [0, ...published].map((from, i) => ({
    fn,
    item: 'snapStartCache' as const,
    from,
    to: published[i] ?? Infinity,
    mb: config.MemorySize,
    since: from,
    continued: false,
    roundingMs: 1,
    minimumMs: snapStart.cacheMinimumMs,
    price: snapStart.cache,
    rule: snapStart.rule,
  }))
}
