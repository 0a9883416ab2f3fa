import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleOf } from '../rules/registry.ts'
import { omissionsText } from '../text/en/omissions.ts'
import { confidenceOf, rulesBehind, undocumentedRules } from './confidence.ts'
import { defaultFunction, defaultScenario, defaultSource, DEFAULT_COLD_START } from './defaults.ts'
import { omissionsOf } from './omissions.ts'
import { PRESETS, presetById } from './presets/index.ts'

const fixed = { kind: 'deterministic', value: 100 } as const

describe('confidence', () => {
  it('of a phase is that of the rule behind its length, and none where the scenario gives it', () => {
    const scenario = defaultScenario()
    expect(confidenceOf(scenario, 'create')).toBe('measured')
    expect(rulesBehind(scenario, 'create', 0)).toEqual(['MD-01'])
    const given = defaultScenario({ functions: [defaultFunction('f', { coldStart: { ...DEFAULT_COLD_START, create: fixed } })] })
    expect(confidenceOf(given, 'create')).toBeNull()
    expect(confidenceOf(given, 'runtimeStart')).toBe('measured')
  })
  it('is told as assumed where nobody measured the runtime, or the setting was changed', () => {
    const scenario = defaultScenario()
    expect(confidenceOf(scenario, 'idle')).toBe('measured')
    const changed = { ...scenario, assumptions: { ...scenario.assumptions, idleLifetimeSeconds: fixed } }
    expect(confidenceOf(changed, 'idle')).toBe('assumed')
  })
  it('lists only what AWS does not document, each rule once', () => {
    for (const { scenario } of PRESETS) {
      const rules = undocumentedRules(scenario)
      expect(new Set(rules).size).toBe(rules.length)
      expect(rules.every((id) => ruleOf(id).confidence !== 'documented')).toBe(true)
    }
    expect(undocumentedRules(presetById('java-snapstart')!.scenario)).toEqual(expect.arrayContaining(['MD-11', 'MC-09']))
    expect(undocumentedRules(presetById('java-plain')!.scenario)).not.toContain('MD-11')
  })
})

describe('omissions', () => {
  it('are those that the scenario touches', () => {
    const plain = defaultScenario({ functions: [defaultFunction('f')], traffic: [defaultSource('s', 'f', { via: 'sdk' })] })
    expect(omissionsOf(plain)).toEqual(expect.arrayContaining(['network', 'code']))
    for (const id of ['frontDoor', 'vpc', 'snapshot', 'between'] as const) expect(omissionsOf(plain)).not.toContain(id)
    const two = defaultScenario({ functions: [defaultFunction('f', { vpc: true }), defaultFunction('g')], traffic: [defaultSource('s', 'f', { via: 'alb' })] })
    expect(omissionsOf(two)).toEqual(expect.arrayContaining(['frontDoor', 'vpc', 'between']))
    expect(omissionsOf({ ...plain, lambdaAsOf: '2023-01-01' })).toContain('oldPrices')
  })
  it('come in the order of the texts, whatever the scenario', () => {
    const order = Object.keys(omissionsText)
    fc.assert(
      fc.property(fc.constantFrom(...PRESETS), ({ scenario }) => {
        const places = omissionsOf(scenario).map((id) => order.indexOf(id))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
    )
  })
})
