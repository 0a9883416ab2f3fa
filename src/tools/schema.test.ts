import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../scenario/limits.ts'

import { FIELD_WORDS, type Schema } from './describeSchema.ts'
import { SCHEMA_FILE, scenarioJsonSchema } from './schema.ts'

describe('the published JSON Schema', () => {
  it('is the current one (npm run schema writes it)', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(scenarioJsonSchema())
  })
  it('demands nothing that has a default, and names every field', () => {
    const schema = JSON.parse(scenarioJsonSchema()) as { required?: string[]; properties: object; additionalProperties: boolean }
    expect(schema.required).toBeUndefined()
    expect(schema.additionalProperties).toBe(false)
    expect(Object.keys(schema.properties)).toEqual([
      '$schema', 'version', 'title', 'description', 'lambdaAsOf', 'seed', 'durationMs', 'priceRegion', 'account', 'functions', 'traffic', 'interventions',
      'assumptions', 'relaxed',
    ])
  })
  it('describes every field, with its range', () => {
    const schema = JSON.parse(scenarioJsonSchema()) as Schema
    const described: string[] = []
    const missing: string[] = []
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return
      const { properties } = node as Schema
      for (const [name, property] of Object.entries(properties ?? {})) (property.description ? described : missing).push(`${path}.${name}`)
      for (const [key, value] of Object.entries(node)) visit(value, `${path}/${key}`)
    }
    visit(schema, '')
    expect(missing).toEqual([])
    expect(described.length).toBeGreaterThan(150)
    const { functions, durationMs } = schema.properties as Record<string, Schema>
    expect(functions?.description).toBe(`The functions of the account. Up to ${LIMITS.functions} entries.`)
    expect(durationMs?.description).toMatch(/milliseconds\. From 1 to 604,800,000\.$/)
    const text = scenarioJsonSchema()
    expect(text).toMatch(/"Memory, MB\. CPU grows with it\. From 128 to 10,240\."/)
  })
  it('has no words for fields that do not exist', () => {
    const text = scenarioJsonSchema()
    for (const words of Object.values(FIELD_WORDS)) expect(text).toContain(JSON.stringify(words).slice(1, -1))
  })
})
