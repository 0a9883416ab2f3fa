import { describe, expect, it } from 'vitest'
import { attributionsText } from '../text/en/attributions.ts'
import { initPresetText, rulesText } from '../text/en/rules.ts'
import { ATTRIBUTIONS } from './data/attributions.ts'
import { INIT_PRESETS } from './data/initPresets.ts'
import { RULE_IDS } from './ids.ts'
import { heldOn, isRuleId, ruleAt, ruleIndex, ruleNumber, ruleOf, RULES } from './registry.ts'

describe('registry', () => {
  it('has unique ids in the order of the list', () => {
    expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length)
    expect(RULES.map((rule) => rule.id)).toEqual(RULE_IDS)
    expect(RULES.length).toBeLessThan(2 ** 16)
  })

  it('is frozen and keeps the positions that traces store', () => {
    expect(Object.isFrozen(RULES)).toBe(true)
    // Appending moves none of these; a change here breaks stored traces.
    expect([ruleIndex('MC-15'), ruleIndex('LC-01'), ruleIndex('CC-19'), ruleIndex('SY-07'), ruleIndex('MC-18')]).toEqual([0, 1, 85, 102, 149])
  })

  it.each(RULES)('$id says where it comes from and what it says', (rule) => {
    expect(rule.source.title.length).toBeGreaterThan(3)
    expect(new URL(rule.source.url).protocol).toBe('https:')
    expect(rule.checked).toMatch(/^20\d\d(-(0[1-9]|1[0-2])(-([012]\d|3[01]))?)?$/)
    expect(['documented', 'measured', 'assumed']).toContain(rule.confidence)
    const text = rulesText[rule.id]
    expect(text.name.length).toBeGreaterThan(2)
    expect(text.statement).toMatch(/^[A-Z/].*\.$/)
    expect(new Set(rule.values.map((value) => value.name)).size).toBe(rule.values.length)
  })

  it('has no text without a rule, preset or source, and none is missing', () => {
    expect(Object.keys(rulesText).toSorted()).toEqual([...RULE_IDS].toSorted())
    expect(Object.keys(initPresetText).toSorted()).toEqual(Object.keys(INIT_PRESETS).toSorted())
    expect(Object.keys(attributionsText).toSorted()).toEqual(ATTRIBUTIONS.map(({ key }) => key).toSorted())
  })

  it('keeps documented facts apart from measurements and choices', () => {
    for (const rule of RULES) {
      if (rule.id.startsWith('MC-') || rule.id.startsWith('UN-')) expect(rule.confidence).toBe('assumed')
      if (rule.confidence === 'documented') expect(rule.source.url).toMatch(/aws|boto|serverlessland|2305\.13162/)
    }
    expect(ruleOf('LC-17').confidence).toBe('measured')
    expect(ruleOf('CC-27').confidence).toBe('assumed')
  })

  it('finds rules by index and by id', () => {
    expect(ruleAt(ruleIndex('SY-12')).id).toBe('SY-12')
    expect(ruleNumber('LC-03', 'initLimit')).toBe(10_000)
    expect(isRuleId('CC-19')).toBe(true)
    expect(isRuleId('CC-99')).toBe(false)
    expect(() => ruleAt(RULES.length)).toThrow(RangeError)
    expect(() => ruleNumber('LC-03', 'nothing')).toThrow('LC-03')
  })

  it('takes the last day as exclusive', () => {
    expect(heldOn(ruleOf('CC-21'), '2023-11-25')).toBe(true)
    expect(heldOn(ruleOf('CC-21'), '2023-11-26')).toBe(false)
    expect(heldOn(ruleOf('CC-19'), '2023-11-26')).toBe(true)
    expect(heldOn({}, '2014-01-01')).toBe(true)
  })
})
