import type { Intervention, Scenario, TrafficSource } from '../sim/scenario.ts'

/** Names of the sources an intervention of the kind can be for. */
export function sourcesFor({ traffic }: Scenario, kind: Intervention['kind']): readonly string[] {
  const fits = ({ eventSource }: TrafficSource): boolean => {
    if (kind === 'reshard') return eventSource?.kind === 'kinesis'
    return kind !== 'mapping' || (eventSource !== null && 'mapping' in eventSource)
  }
  return traffic.filter(fits).map(({ name }) => name)
}
