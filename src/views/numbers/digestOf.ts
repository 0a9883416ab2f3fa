import { createDigest, type Digest } from '../../metrics/digest.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'

const digests = new WeakMap<Trace, Digest>()

/** The digest of a run; made once, on first use. */
export function digestOf(trace: Trace, scenario: Scenario): Digest {
  const known = digests.get(trace)
  if (known !== undefined) return known
  const digest = createDigest(trace, scenario)
  digests.set(trace, digest)
  return digest
}
