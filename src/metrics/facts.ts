/** What a sentence about a run may want to say: everything counted, and counted round by round of its bursts. */
import { MICROS_PER_MS } from '../base/units'
import { rulebookAt } from '../rules/rulebook'
import type { Scenario } from '../sim/scenario'
import type { Micros, Trace } from '../sim/trace/schema'
import type { Counts } from './counts'
import type { Digest } from './digest'
import { sourcesFacts } from './sourceFacts'
import type { SourcesFacts } from './sourceFacts'
import { countsWithin } from './within'

export interface RunFacts extends SourcesFacts {
  whole: Counts
  /** From the beginning of each burst to the next; the last one to the end. */
  rounds: readonly Counts[]
  /** New environments: how many at once, and how many more each second. */
  scaling: { burst: number; perSecond: number }
}

const burstTimes = (scenario: Scenario): Micros[] =>
  scenario.traffic
    .flatMap(({ arrivals }) => (arrivals.kind === 'bursts' ? arrivals.bursts.map(({ atMs }) => Math.round(atMs * MICROS_PER_MS)) : []))
    .toSorted((a, b) => a - b)

export function runFacts(trace: Trace, digest: Digest, scenario: Scenario): RunFacts {
  const times = burstTimes(scenario)
  const { scaling } = rulebookAt(scenario.lambdaAsOf)
  return {
    whole: countsWithin(digest, trace, { from: null, to: trace.until }),
    rounds: times.map((from, i) => countsWithin(digest, trace, { from: from - 1, to: (times[i + 1] ?? trace.until + 1) - 1 })),
    scaling: { burst: scaling.burst, perSecond: scaling.refillPerSecond },
    ...sourcesFacts(trace),
  }
}
