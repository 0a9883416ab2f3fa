import { expect, test } from 'vitest'
import { productionFolders, noticesText } from './notices.mjs'
import { bundleSizes, firstLoadChunks, largestParts } from './vitePlugins'

type Bundle = Parameters<typeof firstLoadChunks>[0]

/** Deterministic text that does not compress to nothing. */
const code = (length: number): string => Array.from({ length }, (_, i) => ((i * 7919) % 65_521).toString(36)).join('')

const chunk = (isEntry: boolean, imports: string[], dynamicImports: string[], length: number) => ({
  type: 'chunk', isEntry, imports, dynamicImports, code: code(length),
  modules: {
    [`/p/node_modules/@base-ui/react/esm/${length}.js`]: { renderedLength: 1000 * length },
    '/p/src/views/stage/Stage.tsx': { renderedLength: 400_000 },
  },
})

const bundle = {
  'main.js': chunk(true, ['shared.js'], ['lazy.js'], 1000),
  'shared.js': chunk(false, ['main.js', 'deep.js'], [], 500),
  'deep.js': chunk(false, [], [], 200),
  'lazy.js': chunk(false, ['only-lazy.js'], [], 5000),
  'only-lazy.js': chunk(false, [], [], 5000),
  'worker.js': { type: 'asset', fileName: 'worker.js', source: code(300) },
  'font.woff2': { type: 'asset', fileName: 'font.woff2', source: new Uint8Array(10) },
} as unknown as Bundle

test('first load is the entry and all it imports statically', () => {
  expect(firstLoadChunks(bundle).sort()).toEqual(['deep.js', 'main.js', 'shared.js'])
})

test('sizes list scripts and styles, and add up the first load', () => {
  const { firstLoad, rows } = bundleSizes(bundle)
  const size = new Map(rows)
  expect([...size.keys()].sort()).toEqual(['deep.js', 'lazy.js', 'main.js', 'only-lazy.js', 'shared.js', 'worker.js'])
  const expected = ['main.js', 'shared.js', 'deep.js'].reduce((sum, name) => sum + (size.get(name) ?? Number.NaN), 0)
  expect(firstLoad).toBeCloseTo(expected, 5)
  expect(firstLoad).toBeGreaterThan(1)
})

test('notices leave out what is only for development', () => {
  expect(
    productionFolders({ '': {}, 'node_modules/b': {}, 'node_modules/a': {}, 'node_modules/dev': { dev: true }, 'node_modules/@types/a': {} }),
  ).toEqual(['node_modules/a', 'node_modules/b'])
})

test('notices hold the licence of every package in the build', () => {
  const text = noticesText()
  for (const name of ['react', 'zustand', 'zod', 'fflate', 'lucide-react', '@fontsource-variable/inter'])
    expect(text).toMatch(new RegExp(`^${name} [\\d.]+ \\([\\w.-]+\\)\\n\\n\\S`, 'm'))
  expect(text).not.toMatch(/^vitest /m)
})

test('the largest parts are added up over modules and first-load chunks', () => {
  expect(largestParts(bundle, 9)).toEqual([['@base-ui/react', 1700], ['views/stage', 1200]])
  expect(largestParts(bundle, 1)).toHaveLength(1)
})
