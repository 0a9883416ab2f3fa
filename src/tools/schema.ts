import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import * as z from 'zod/mini'
import { scenarioSchema } from '../scenario/schema.ts'
import { schemaText } from '../text/en/schemaFields.ts'
import { describeSchema, type Schema } from './describeSchema.ts'

/** Writes the JSON Schema of scenarios, for editors and other programs. */

export const SCHEMA_FILE = new URL('../../public/scenario.schema.json', import.meta.url)

/** The schema as published. Fields with a default may be left out. */
export function scenarioJsonSchema(): string {
  // A schema of its own for each call: descriptions are written into it.
  const schema = structuredClone(z.toJSONSchema(scenarioSchema, { io: 'input', reused: 'ref' })) as Schema
  const properties = { $schema: { type: 'string' }, ...schema.properties }
  const described = describeSchema({ ...schema, properties })
  return `${JSON.stringify({ ...described, title: schemaText.title, description: schemaText.description }, null, 1)}\n`
}

if (process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === import.meta.url) {
  writeFileSync(SCHEMA_FILE, scenarioJsonSchema())
}
