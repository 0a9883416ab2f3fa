import { expect, test } from 'vitest'
import { checkFile, LAYERS } from './tools/architecture'
import readme from './README.md?raw'

const files = Object.entries(
  import.meta.glob<string>('./**/*.{ts,tsx,mjs,js,jsx,css}', { query: '?raw', import: 'default', eager: true }),
).map(([path, text]) => ({ path: path.slice('./'.length), text }))

test('the guard sees the files', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(files.map(({ path }) => path)).toContain('sim/scenario.ts')
})

/** Holds samples that break the rules. */
const SAMPLES = 'tools/architecture.test.ts'

test('every file keeps to the layers, packages and rules of README.md', () => {
  const violations = files.filter(({ path }) => !path.endsWith('.css') && path !== SAMPLES).flatMap(checkFile)
  expect(violations.map(({ path, line, detail }) => `${path}:${line} ${detail}`)).toEqual([])
})

test('README.md lists the layers the guard knows', () => {
  const listed = [...readme.matchAll(/^\| `(\w+)\/` \|/gm)].map((match) => match[1])
  expect(listed.sort()).toEqual(Object.keys(LAYERS).sort())
})
