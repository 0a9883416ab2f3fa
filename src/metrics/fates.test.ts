import { describe, expect, it } from 'vitest'
import { HOME_PRESET } from '../scenario/presets/index.ts'
import type { Scenario } from '../sim/scenario.ts'
import { simulate } from '../sim/simulate.ts'
import { RECORD_KINDS } from '../sim/trace/schema.ts'
import { fatesOf } from './fates.ts'

const reserved = (limit: number | null): Scenario => ({
  ...HOME_PRESET.scenario,
  functions: HOME_PRESET.scenario.functions.map((fn) => ({ ...fn, ReservedConcurrentExecutions: limit })),
})
const tally = (limit: number | null, count = 10) => {
  const found = fatesOf(simulate(reserved(limit)), count).map(({ fate }) => fate)
  return (['cold', 'warm', 'refused'] as const).map((fate) => found.filter((one) => one === fate).length)
}

describe('the first ten requests', () => {
  it.each([
    [8, [8, 0, 2]],
    [4, [4, 0, 6]],
    [1, [1, 0, 9]],
    [null, [10, 0, 0]],
  ])('with a reserved concurrency of %s', (limit, expected) => expect(tally(limit)).toEqual(expected))

  it('are in order of arrival, each with the records of its own', () => {
    const trace = simulate(HOME_PRESET.scenario)
    const fates = fatesOf(trace, 10)
    fates.forEach(({ request, arrived, decided, ended, parts, fate }, at) => {
      expect(request).toBe(at)
      expect(decided).toBeGreaterThanOrEqual(arrived)
      expect(ended).toBeGreaterThanOrEqual(decided)
      expect(parts.every((row) => trace.records.request[row] === request)).toBe(true)
      const kinds = parts.map((row) => RECORD_KINDS[trace.records.kind[row]!])
      if (fate === 'cold') expect([kinds[0], kinds.at(-1)]).toEqual(['create', 'handler'])
      else expect(kinds).toEqual([])
    })
  })
})

it('later requests find environments warm', () => expect(tally(8, 16)).toEqual([8, 6, 2]))
it('there are no more than arrived', () => expect(fatesOf(simulate(HOME_PRESET.scenario), 1000)).toHaveLength(25))
