import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Pair, type YAMLMap } from 'yaml'
import { awsText } from '../../text/en/aws.ts'
import { textIssue, type TextIssue } from './result.ts'

/** Reading YAML with the line of everything, and without CloudFormation's intrinsic functions. */

export interface SamDocument {
  doc: Document
  lineOf: (node: unknown) => number
  issues: TextIssue[]
}

const MAX_ALIASES = 20

export function openYaml(text: string): SamDocument {
  const counter = new LineCounter()
  const doc = parseDocument(text, { lineCounter: counter, logLevel: 'silent', prettyErrors: true })
  const issues = doc.errors.map((error) =>
    textIssue(error.linePos?.[0].line ?? null, awsText.yaml(error.message.split(/ at line |\n/)[0] ?? '')),
  )
  const lineOf = (node: unknown): number => {
    const range = (node as { range?: readonly number[] | null } | null)?.range
    return range?.[0] === undefined ? 1 : counter.linePos(range[0]).line
  }
  return { doc: doc as unknown as Document, lineOf, issues }
}

export interface Entry {
  name: string
  node: unknown
  /** Of the name. */
  line: number
}

/** Names and nodes of a map; none where the node is no map. */
export function entriesOf(node: unknown, { lineOf }: SamDocument): readonly Entry[] {
  if (!isMap(node)) return []
  return (node as YAMLMap).items.map(({ key, value }: Pair) => ({
    name: String(isScalar(key) ? key.value : key),
    node: value,
    line: lineOf(key),
  }))
}

export const entryOf = (node: unknown, name: string, sam: SamDocument): Entry | undefined =>
  entriesOf(node, sam).find((entry) => entry.name === name)

/** Names of the map at a place; none where there is no map. */
export function keysOf(doc: Document, path: readonly string[]): readonly string[] {
  const node = doc.getIn(path)
  return isMap(node) ? node.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : []
}

/** The name of the intrinsic function a node is, or the alias; null for plain data. */
function notPlain(node: unknown): string | null {
  if (isAlias(node)) return '*'
  const tag = (node as { tag?: string } | null)?.tag
  if (tag?.startsWith('!') === true && !tag.startsWith('!!')) return tag
  if (isMap(node)) return firstOf(node.items, ({ key, value }) => byName(isScalar(key) ? String(key.value) : '') ?? notPlain(value))
  return isSeq(node) ? firstOf(node.items, notPlain) : null
}

/** The long form of an intrinsic function, or a merge of an alias. */
function byName(name: string): string | null {
  if (name === '<<') return '*'
  return name === 'Ref' || name.startsWith('Fn::') ? name : null
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}

/** The plain value of a node, or undefined after saying why there is none. */
export function plainValue(entry: Entry, sam: SamDocument): unknown {
  const found = notPlain(entry.node)
  if (found !== null) {
    sam.issues.push(
      textIssue(entry.line, found === '*' ? awsText.yamlAlias(entry.name) : awsText.intrinsic(found, entry.name)),
    )
    return undefined
  }
  const { node } = entry
  if (isScalar(node)) return node.value
  return isMap(node) || isSeq(node) ? (node.toJS(sam.doc, { maxAliasCount: MAX_ALIASES }) as unknown) : null
}
