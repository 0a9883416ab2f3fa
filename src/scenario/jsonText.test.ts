import { describe, expect, it } from 'vitest'
import { defaultScenario } from './defaults.ts'
import { fromJson, toJson } from './jsonText.ts'

const scenario = defaultScenario()
const text = toJson(scenario)
const lineWith = (source: string, words: string): number => source.split('\n').findIndex((line) => line.includes(words)) + 1

describe('the whole scenario as JSON', () => {
  it('comes back', () => {
    expect(fromJson(text, scenario)).toMatchObject({ ok: true, scenario })
  })
  it.each([
    ['"MemorySize": 128', '"MemorySize": 50', '"MemorySize": 50'],
    ['"errorRate": 0', '"errorRate": 2', '"errorRate": 2'],
    ['"function": "orders-api"', '"function": "nobody"', '"nobody"'],
    ['"x86_64"', '"mips"', '"mips"'],
    ['"ratePerSecond": 5', '"ratePerSecond": -5', '"ratePerSecond": -5'],
    ['"MemorySize"', '"MemorySise"', '"MemorySise"'],
  ])('tells the line of what is wrong: %s', (good, bad, words) => {
    const wrong = text.replace(good, bad)
    expect(fromJson(wrong, scenario).issues[0]?.line).toBe(lineWith(wrong, words))
  })
  it('tells the line where it breaks', () => {
    expect(fromJson('{\n "seed": 1,,\n}', scenario).issues).toEqual([expect.objectContaining({ line: 2, api: null })])
  })
  it('tells what the API would answer', () => {
    expect(fromJson(text.replace('"Timeout": 3', '"Timeout": 0'), scenario).issues[0]?.api).toContain("Value '0' at 'timeout'")
  })
})
