/** Adds to a JSON Schema what each of its properties is: words, unit and range. */
import { readdirSync } from 'node:fs'
import { schemaFields, schemaText } from '../text/en/schemaFields.ts'

export interface Schema {
  [key: string]: unknown
  $ref?: string
  $defs?: Record<string, Schema>
  description?: string
  properties?: Record<string, Schema>
  items?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  prefixItems?: Schema[]
  const?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
}

const SOURCES = new URL('../sources/', import.meta.url)

/** What sources say of settings that they alone have. */
async function wordsOfSources(): Promise<Readonly<Record<string, string>>> {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('fieldWords.ts'))
  const parts = await Promise.all(files.map((name) => import(new URL(name, SOURCES).href) as Promise<{ fieldWords: Record<string, string> }>))
  return Object.assign({}, ...parts.map(({ fieldWords }) => fieldWords)) as Record<string, string>
}
/** Every field that has words. */
export const FIELD_WORDS: Readonly<Record<string, string>> = { ...schemaFields, ...(await wordsOfSources()) }

/** The words of a field: of the longest end of its path that has any. */
function wordsOf(path: readonly string[]): string {
  for (let from = 0; from < path.length; from++) {
    const words = FIELD_WORDS[path.slice(from).join('.')]
    if (words !== undefined) return words
  }
  throw new Error(`No description of ${path.join('.')}`)
}

/** Bounds that JSON Schema gives to every integer say nothing. */
const isBound = (value: number | undefined): value is number => value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER

function rangeOf({ minimum, maximum, maxLength, maxItems }: Schema): string | null {
  if (isBound(minimum) && isBound(maximum)) return schemaText.between(minimum, maximum)
  if (isBound(minimum)) return schemaText.atLeast(minimum)
  if (maxLength !== undefined) return schemaText.longest(maxLength)
  return maxItems === undefined ? null : schemaText.mostItems(maxItems)
}

const variantsOf = ({ anyOf, oneOf }: Schema): readonly Schema[] => [...(anyOf ?? []), ...(oneOf ?? [])]
const kindOf = (schema: Schema): string | null => {
  const kind = schema.properties?.['kind']?.const
  return typeof kind === 'string' ? kind : null
}

/** Describes every property in place. Distributions occur in many places and are described as such. */
export function describeSchema(root: Schema): Schema {
  const seen = new Set<Schema>()
  const resolved = (schema: Schema): Schema => {
    const name = schema.$ref?.replace('#/$defs/', '')
    return name === undefined ? schema : resolved(root.$defs?.[name] ?? {})
  }
  const rangeWithin = (schema: Schema): string | null => {
    const itself = resolved(schema)
    const ranges = [itself, ...variantsOf(itself).map(resolved)].map(rangeOf)
    return ranges.find((range) => range !== null) ?? null
  }
  const visit = (schema: Schema, path: readonly string[]): void => {
    const here = resolved(schema)
    if (seen.has(here)) return
    seen.add(here)
    for (const [name, property] of Object.entries(here.properties ?? {})) {
      const own = [...path, name]
      property.description = [wordsOf(own), rangeWithin(property)].filter((part) => part !== null).join(' ')
      visit(property, own)
    }
    const variants = variantsOf(here)
    const isDistribution = variants.some((variant) => kindOf(resolved(variant)) === 'deterministic')
    for (const variant of variants) {
      const kind = kindOf(resolved(variant))
      visit(variant, kind === null ? path : [...(isDistribution ? ['distribution'] : path), kind])
    }
    if (typeof here.items === 'object') visit(here.items, path)
  }
  visit(root, [])
  return root
}
