import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
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
      'version', 'title', 'description', 'lambdaAsOf', 'seed', 'durationMs', 'priceRegion', 'account', 'functions', 'traffic', 'interventions',
      'assumptions', 'relaxed',
    ])
  })
})
