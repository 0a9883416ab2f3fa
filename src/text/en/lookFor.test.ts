import { describe, expect, it } from 'vitest'
import { createDigest } from '../../metrics/digest'
import { runFacts } from '../../metrics/facts'
import { PRESETS, presetById } from '../../scenario/presets/index'
import type { Scenario } from '../../sim/scenario'
import { simulate } from '../../sim/simulate'
import { lookFor } from './lookFor'
import { counted, howMany, inWords } from './words'

const factsOf = (scenario: Scenario) => {
  const trace = simulate(scenario)
  return runFacts(trace, createDigest(trace, scenario), scenario)
}

describe('what to look for', () => {
  it('is told in the numbers of the run', () => {
    const { scenario } = presetById('first-burst')!
    const words = lookFor['first-burst']
    expect(words(factsOf(scenario))).toBe(
      'Ten requests find nothing running: eight start cold and two are refused. Of the next six, none starts cold. Of the last nine, one is refused again.',
    )
    const wider = { ...scenario, functions: [{ ...scenario.functions[0]!, ReservedConcurrentExecutions: 9 }] }
    expect(words(factsOf(wider))).toContain('nine start cold and one is refused.')
  })
  it('takes the allowance of new environments from the rules', () => {
    const facts = factsOf(presetById('flash-crowd')!.scenario)
    expect(lookFor['flash-crowd'](facts)).toMatch(/^1,000 environments may start at once, then 100 more each second\..* [\d,]+ requests are refused\.$/)
  })
  it('is a sentence without a run, too, and then has no counts', () => {
    for (const { id } of PRESETS) {
      const words = lookFor[id](null)
      expect(words).toMatch(/^[A-Z].*\.$/)
      expect(words).not.toMatch(/\b(eight|nine|two) (start|are|is)\b/)
    }
  })
})

it('counts in words', () => {
  expect([0, 1, 12, 13, 2500].map(inWords)).toEqual(['no', 'one', 'twelve', '13', '2,500'])
  expect([0, 1, 2].map((count) => howMany(count, 'is', 'are'))).toEqual(['none is', 'one is', 'two are'])
  expect([1, 3].map((count) => counted(count, 'job', 'jobs'))).toEqual(['one job', 'three jobs'])
})
