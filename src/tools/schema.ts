import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import * as z from 'zod/mini'
import { scenarioSchema } from '../scenario/schema.ts'

/** Writes the JSON Schema of scenarios, for editors and other programs. */

export const SCHEMA_FILE = new URL('../../public/scenario.schema.json', import.meta.url)

/** The schema as published. Fields with a default may be left out. */
export function scenarioJsonSchema(): string {
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input', reused: 'ref' })
  return `${JSON.stringify({ ...schema, title: 'Lambdascope scenario' }, null, 1)}\n`
}

if (process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === import.meta.url) {
  writeFileSync(SCHEMA_FILE, scenarioJsonSchema())
}
