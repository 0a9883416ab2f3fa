/**
 * The layers of `src/README.md` as data, and the pure check of source files against them. The test beside
 * `src/README.md` runs it over every file; the samples in this folder's test show that each rule can fail.
 */

/** A file below `src/`; `path` is relative to it. */
export interface SourceFile {
  path: string
  text: string
}

export interface Violation {
  path: string
  /** 1-based. */
  line: number
  rule: 'layer' | 'folder' | 'package' | 'determinism' | 'clock' | 'length'
  detail: string
}

interface Layer {
  /** Layers whose modules it may import, besides its own. */
  imports: readonly string[]
  /** Layers it may import types from, which leave nothing behind at run time. */
  types?: readonly string[]
  /** Packages it may import; a trailing `*` matches any rest. */
  packages?: readonly string[]
}

const VIEW_PACKAGES = [
  'react', 'react-dom', 'framer-motion', '@base-ui/react', 'lucide-react', '@fontsource-variable/*', 'zustand',
]
const BELOW_STORE = ['base', 'rules', 'sources', 'sim', 'metrics', 'scenario', 'text', 'worker', 'playback'] as const

export const LAYERS: Readonly<Record<string, Layer>> = {
  base: { imports: [] },
  rules: { imports: ['base'] },
  sources: { imports: ['base'], types: ['rules', 'text'] },
  sim: { imports: ['base', 'rules', 'sources'] },
  metrics: { imports: ['base', 'rules', 'sources', 'sim'] },
  text: { imports: ['base', 'sources'], types: ['rules', 'sim', 'metrics', 'scenario'] },
  scenario: { imports: ['base', 'rules', 'sources', 'sim', 'text'], packages: ['zod', 'fflate', 'yaml'] },
  worker: { imports: ['base', 'sim', 'metrics', 'scenario'] },
  playback: { imports: ['base'], types: ['sim'] },
  store: { imports: BELOW_STORE, packages: ['zustand'] },
  views: { imports: [...BELOW_STORE, 'store'], packages: VIEW_PACKAGES },
  tools: { imports: [...BELOW_STORE, 'store'], packages: ['zod', 'fflate', 'node:*', 'vite', '@playwright/test', 'simjs'] },
}

/** Files directly in `src/`: the composition root, the guard's own test, and declarations. */
const ROOT_LAYERS: Readonly<Record<string, Layer>> = {
  'main.tsx': { imports: [...BELOW_STORE, 'store', 'views'], packages: VIEW_PACKAGES },
  'architecture.test.ts': { imports: ['tools'] },
}

const TEST_PACKAGES = ['vitest', 'fast-check', 'axe-core', 'node:*', 'react-dom']

/** Folders that must give the same bits everywhere, at any time. */
const DETERMINISTIC = new Set(['base', 'rules', 'sources', 'sim', 'metrics'])

const FORBIDDEN: readonly { pattern: RegExp; why: string }[] = [
  {
    pattern: /\bMath\s*\.\s*(random|log|log2|log10|log1p|exp|expm1|pow|a?(?:sin|cos|tan)h?|atan2|cbrt|hypot)\b/,
    why: 'differs between engines, or is random; see base/math.ts and base/random.ts',
  },
  { pattern: /\bMath\s*\[|=\s*Math\b(?!\s*\.)/, why: 'hides which function of Math is used' },
  // Integer powers of two are exact in every engine, powers of a bigint by definition.
  { pattern: /(?<!(?:(?<![\w.])2|\d+n)\s*)\*\*|\*\*(?=\s*-?\d*\.\d)/, why: 'is Math.pow; see base/math.ts' },
  { pattern: /\bDate\s*\.\s*now\b|\bnew\s+Date\b|(?<![\w.])Date\s*\(/, why: 'reads the wall clock' },
  { pattern: /\bperformance\s*\.\s*now\b/, why: 'reads the wall clock' },
  { pattern: /\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/, why: 'depends on the wall clock' },
]

/** The one clock, and those that hand it its frames. */
const MAY_REQUEST_FRAMES = /^(playback\/|main\.tsx$|tools\/)/

const MAX_LINES = 400
/** Tables and texts are as long as what they list. */
const UNLIMITED_LENGTH = /^(rules\/data|text)\//

const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)testing\//.test(path)

/** What sources say of themselves: `<kind>/source.ts`, what it is made of, and the list. */
const DESCRIPTION = /^sources(\/(index|source|config|mapping|faces|[\w-]+\/source))?(\.test)?(\.ts)?$/
/** In the folder of a source the name of a file says which layer it belongs to; any other file belongs to `sim`. */
const PARTS: Readonly<Record<string, string>> = { rules: 'rules', fieldWords: 'text', ruleWords: 'text' }

function layerName(path: string): string {
  const folder = path.split('/')[0] ?? path
  if (folder !== 'sources' || DESCRIPTION.test(path)) return folder
  return PARTS[/(\w+)(\.test)?(\.ts)?$/.exec(path)?.[1] ?? ''] ?? 'sim'
}

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|`(?:\\[\s\S]|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g
const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

/** The text without comments, line for line. */
const withoutComments = (text: string): string =>
  text.replace(COMMENT_OR_STRING, (part) => (part.startsWith('/') ? blank(part) : part))

/** The text without comments and quoted strings, line for line; templates stay, since they hold code. */
const codeOnly = (text: string): string =>
  text.replace(COMMENT_OR_STRING, (part) => (part.startsWith('`') ? part : blank(part)))

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

export interface Import {
  specifier: string
  typeOnly: boolean
  line: number
}

const IMPORT_FORMS =
  /(?:\b(?:import|export)\s+(type\s+(?!from\b))?[\w*{}\s,$]*?\bfrom\s*|\bimport\s*\(?\s*|\bnew\s+URL\(\s*)(['"])([^'"\n]+)\2/g

/** Every module a file names: static, dynamic, re-exported, and by `new URL(..., import.meta.url)`. */
export function importsOf(text: string): Import[] {
  const source = withoutComments(text)
  return [...source.matchAll(IMPORT_FORMS)]
    .filter((match) => !match[0].startsWith('new') || /^\s*,\s*import\.meta\.url/.test(source.slice((match.index ?? 0) + match[0].length)))
    .map((match) => ({ specifier: match[3] ?? '', typeOnly: match[1] !== undefined, line: lineAt(source, match.index) }))
}

/** Path relative to `src/` of what a relative specifier names; null when it leaves `src/`. */
function resolveFrom(path: string, specifier: string): string | null {
  const parts = path.split('/').slice(0, -1)
  for (const step of specifier.split('/')) {
    if (step === '..') {
      if (parts.pop() === undefined) return null
    } else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}

const matchesPackage = (allowed: string, specifier: string): boolean =>
  allowed.endsWith('*')
    ? specifier.startsWith(allowed.slice(0, -1))
    : specifier === allowed || specifier.startsWith(`${allowed}/`)

const layerOf = (path: string): Layer | undefined =>
  path.includes('/') ? LAYERS[layerName(path)] : ROOT_LAYERS[path]

function importProblem(file: SourceFile, layer: Layer, found: Import): Pick<Violation, 'rule' | 'detail'> | null {
  const { specifier, typeOnly } = found
  const own = layerName(file.path)
  if (!specifier.startsWith('.')) {
    const allowed = [...(layer.packages ?? []), ...(isTest(file.path) ? TEST_PACKAGES : [])]
    if (allowed.some((name) => matchesPackage(name, specifier))) return null
    return { rule: 'package', detail: `${own} may not import the package ${specifier}` }
  }
  const target = resolveFrom(file.path, specifier)
  // The lock file, the README and the like: data, not a layer.
  if (target === null) return own === 'tools' || isTest(file.path) ? null : { rule: 'layer', detail: `${specifier} lies outside src` }
  const other = layerName(target)
  // Tests may look at any layer; what they test may not.
  if (other === own || isTest(file.path) || layer.imports.includes(other)) return null
  if (typeOnly && layer.types?.includes(other)) return null
  return { rule: 'layer', detail: `${own} may not import ${specifier}` }
}

const matchLines = (text: string, pattern: RegExp): { line: number; found: string }[] =>
  [...text.matchAll(new RegExp(pattern, 'g'))].map((match) => ({ line: lineAt(text, match.index), found: match[0].trim() }))

function contentProblems({ path, text }: SourceFile): Violation[] {
  const code = codeOnly(text)
  const problems: Violation[] = []
  if (DETERMINISTIC.has(layerName(path)) && !isTest(path)) {
    for (const { pattern, why } of FORBIDDEN)
      for (const { line, found } of matchLines(code, pattern))
        problems.push({ path, line, rule: 'determinism', detail: `${found} ${why}` })
  }
  if (!MAY_REQUEST_FRAMES.test(path) && !isTest(path))
    for (const { line, found } of matchLines(code, /\brequestAnimationFrame\b/))
      problems.push({ path, line, rule: 'clock', detail: `${found}: there is one clock, playback/clock.ts` })
  const lines = text.trimEnd().split('\n').length
  if (lines > MAX_LINES && !UNLIMITED_LENGTH.test(path))
    problems.push({ path, line: lines, rule: 'length', detail: `${lines} lines; at most ${MAX_LINES}` })
  return problems
}

/** What is wrong with one file. */
export function checkFile(file: SourceFile): Violation[] {
  const layer = layerOf(file.path)
  if (layer === undefined) {
    return [{ path: file.path, line: 1, rule: 'folder', detail: 'belongs to no layer of src/README.md' }]
  }
  const imports = importsOf(file.text).flatMap((found): Violation[] => {
    const problem = importProblem(file, layer, found)
    return problem === null ? [] : [{ path: file.path, line: found.line, ...problem }]
  })
  return [...imports, ...contentProblems(file)]
}
