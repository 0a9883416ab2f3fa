/** Which of the things that the model leaves out a scenario touches. */
import type { FunctionConfig, Scenario, TrafficSource } from '../sim/scenario.ts'
import { omissionsText, type OmissionId } from '../text/en/omissions.ts'

type Touches = (scenario: Scenario) => boolean

const HOUR_MS = 3_600_000
/** Prices are those of this year (rule MC-12). */
const PRICES_FROM = '2026-01-01'

const someFunction = (test: (config: FunctionConfig) => boolean): Touches => (scenario) => scenario.functions.some(test)
const someSource = (test: (source: TrafficSource) => boolean): Touches => (scenario) => scenario.traffic.some(test)
const always: Touches = () => true

const TOUCHES: Readonly<Record<OmissionId, Touches>> = {
  network: always,
  code: always,
  region: always,
  otherBills: always,
  frontDoor: someSource(({ via }) => via !== 'sdk'),
  vpc: someFunction(({ vpc }) => vpc),
  snapshot: someFunction(({ SnapStart }) => SnapStart.ApplyOn !== 'None'),
  provisionedScaling: someFunction(({ provisioned }) => provisioned.length > 0),
  weights: someSource(({ Qualifier }) => Qualifier !== null),
  downstream: someFunction(({ faults }) => faults.downstreamConnections !== null || faults.downstreamSlowdown !== 1),
  extensions: someFunction(({ extensions }) => extensions !== 'none'),
  image: someFunction(({ PackageType }) => PackageType === 'Image'),
  memory: someFunction(({ handler, MemorySize }) => handler.memoryUsedMB > MemorySize / 2),
  between: ({ functions }) => functions.length > 1 && functions.every(({ sendsTo }) => sendsTo === null),
  upkeep: ({ durationMs }) => durationMs >= HOUR_MS,
  oldPrices: ({ lambdaAsOf }) => lambdaAsOf < PRICES_FROM,
  eventSources: someSource(({ via }) => via === 'event-source'),
  services: someSource(({ service }) => service !== null),
  edge: someSource(({ via }) => via === 'cloudfront'),
}

/** In the order of the texts: what holds for every scenario first. */
export function omissionsOf(scenario: Scenario): OmissionId[] {
  return (Object.keys(omissionsText) as OmissionId[]).filter((id) => TOUCHES[id](scenario))
}
