import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../sim/scenario.ts'
import { defaultFunction, defaultScenario, defaultSource } from './defaults.ts'
import { parseScenario } from './parse.ts'
import {
  freeName, withAddedFunction, withAddedSource, withCopiedFunction, withoutFunction, withoutSource, withRenamedFunction, withRenamedSource,
} from './parts.ts'
import { arbitraryScenario } from './testing/arbitrary.ts'

const valid = arbitraryScenario().filter((scenario) => parseScenario(scenario).ok)
const problems = (scenario: Scenario) => {
  const result = parseScenario(scenario)
  return result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`)
}
const always = (change: (scenario: Scenario) => Scenario): void =>
  fc.assert(
    fc.property(valid, (scenario) => {
      expect(problems(change(scenario))).toEqual([])
    }),
    { numRuns: 40 },
  )
const first = (scenario: Scenario): string => scenario.functions[0]?.FunctionName ?? ''

describe('a valid scenario stays valid', () => {
  it('when a function is renamed: whatever names it follows', () => {
    always((scenario) => withRenamedFunction(scenario, first(scenario), 'other'))
  })
  it('when a source is renamed', () => {
    always((scenario) => (scenario.traffic[0] ? withRenamedSource(scenario, scenario.traffic[0].name, 'other') : scenario))
  })
  it('when a function is added, or taken away with its traffic', () => {
    always(withAddedFunction)
    always((scenario) => (scenario.functions.length > 1 ? withoutFunction(scenario, first(scenario)) : scenario))
  })
  it('when a source is added to a function, or taken away', () => {
    always((scenario) => withAddedSource(scenario, first(scenario)))
    always((scenario) => (scenario.traffic[0] ? withoutSource(scenario, scenario.traffic[0].name) : scenario))
  })
})

it('copies a function with the sources that call it', () => {
  const fn = defaultFunction('a', { MemorySize: 512 })
  const scenario = defaultScenario({ functions: [fn], traffic: [defaultSource('callers', 'a', { payloadKB: 7 })] })
  const copied = withCopiedFunction(scenario, fn)
  expect(copied.functions.map(({ FunctionName, MemorySize }) => [FunctionName, MemorySize])).toEqual([['a', 512], ['a-2', 512]])
  expect(copied.traffic.map((source) => [source.name, source.function, source.payloadKB])).toEqual([['callers', 'a', 7], ['callers-2', 'a-2', 7]])
})

it('finds a name that is free', () => {
  expect(freeName('orders', ['a'])).toBe('orders')
  expect(freeName('orders-2', ['orders', 'orders-2'])).toBe('orders-3')
})
