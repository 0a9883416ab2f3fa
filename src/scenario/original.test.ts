import { describe, expect, it } from 'vitest'
import { describedBy, originalOf, runsAlike } from './original.ts'
import { presetById } from './presets/index.ts'

const burst = presetById('first-burst')!.scenario
const changed = { ...burst, seed: burst.seed + 1 }
const mine = { ...changed, title: 'Mine' }

describe('what a scenario began as', () => {
  it('is its preset, whatever has become of it', () => expect(originalOf({ ...changed, title: 'Other' }, 'first-burst', [])).toBe(burst))
  it('is what is kept under its name', () => expect(originalOf({ ...mine, seed: 9 }, null, [{ name: 'Mine', scenario: mine }])).toBe(mine))
  it('is the preset of its name, once edited as JSON', () => expect(originalOf(changed, null, [])).toBe(burst))
  it('is nothing where nobody knows', () => expect(originalOf(mine, null, [])).toBeNull())
})

describe('a description', () => {
  it('holds while nothing but words changed', () => {
    expect(runsAlike(burst, { ...burst, title: 'Other' })).toBe(true)
    expect(describedBy(burst, burst)).toBeNull()
    expect(describedBy({ ...burst, title: 'Other' }, burst)).toBeNull()
  })
  it('is that of the original once the scenario changed, also when it is saved like that', () => {
    expect(describedBy(changed, burst)).toBe(burst)
    expect(describedBy(mine, mine)).toBe(burst)
    const own = { ...mine, description: 'My own.' }
    expect(describedBy({ ...own, seed: 9 }, own)).toBe(own)
  })
  it('of somebody’s own holds', () => expect(describedBy({ ...changed, description: 'My own.' }, burst)).toBeNull())
})
