import { describe, expect, test } from 'vitest'
import { checkFile, importsOf } from './architecture'

const rulesBroken = (path: string, text: string): string[] => checkFile({ path, text }).map(({ rule }) => rule)

describe('imports are found in every form', () => {
  test.each([
    [`import { a } from './a'`, './a', false],
    [`import a, { type b } from "./a"`, './a', false],
    [`import {\n  a,\n  b,\n} from './a'`, './a', false],
    [`import type { A } from './a'`, './a', true],
    [`export * from './a'`, './a', false],
    [`export type { A } from './a'`, './a', true],
    [`import './a.css'`, './a.css', false],
    [`const a = await import('./a')`, './a', false],
    [`new Worker(new URL('./a.ts', import.meta.url))`, './a.ts', false],
  ])('%s', (text, specifier, typeOnly) => {
    expect(importsOf(text)).toEqual([{ specifier, typeOnly, line: 1 }])
  })

  test('not in comments, nor in other URLs', () => {
    expect(importsOf(`// import './a'\n/* from './b' */\nconst u = new URL('https://c')`)).toEqual([])
  })

  test('two imports are not one', () => {
    expect(importsOf(`import type { A } from './a'\nimport { b } from './b'`)).toEqual([
      { specifier: './a', typeOnly: true, line: 1 },
      { specifier: './b', typeOnly: false, line: 2 },
    ])
  })
})

describe('each rule can fail', () => {
  test.each([
    ['layer', 'base/a.ts', `import { b } from '../rules/b'`],
    ['layer', 'rules/a.ts', `import type { B } from '../sim/b'`],
    ['layer', 'sources/iot/source.ts', `import { b } from '../../sim/b'`],
    ['layer', 'sources/iot/source.ts', `import { b } from './poller'`],
    ['layer', 'sources/iot/rules.ts', `import { b } from './source'`],
    ['layer', 'sources/iot/poller.ts', `import { b } from '../../metrics/b'`],
    ['layer', 'sim/kernel/a.ts', `import { b } from '../../scenario/b'`],
    ['layer', 'metrics/a.ts', `export { b } from '../store/b'`],
    ['layer', 'text/en/a.ts', `import { b } from '../../rules/b'`],
    ['layer', 'worker/a.ts', `import { b } from '../views/b'`],
    ['layer', 'store/a.ts', `const b = () => import('../views/b')`],
    ['layer', 'views/a.tsx', `import { b } from '../tools/b'`],
    ['layer', 'tools/a.ts', `import { b } from '../views/b'`],
    ['layer', 'views/a.tsx', `import { b } from '../../e2e/b'`],
    ['layer', 'store/a.ts', `new Worker(new URL('../tools/b.ts', import.meta.url))`],
    ['package', 'sim/a.ts', `import { z } from 'zod'`],
    ['package', 'base/a.ts', `import { readFile } from 'node:fs'`],
    ['package', 'metrics/a.ts', `import { bisector } from 'd3-array'`],
    ['package', 'store/a.ts', `import { useState } from 'react'`],
    ['package', 'views/a.tsx', `import { z } from 'zod'`],
    ['package', 'views/a.tsx', `import { expect } from 'vitest'`],
    ['package', 'worker/a.ts', `import { createStore } from 'zustand/vanilla'`],
    ['determinism', 'sim/a.ts', 'const a = Math.exp(1)'],
    ['determinism', 'base/a.ts', 'const a = Math . random()'],
    ['determinism', 'base/a.ts', 'const { log } = Math'],
    ['determinism', 'base/a.ts', `const a = Math['log'](2)`],
    ['determinism', 'rules/a.ts', 'const a = 2 ** 0.5'],
    ['determinism', 'rules/a.ts', 'const a = 10 ** n'],
    ['determinism', 'rules/a.ts', 'const a = 0.2 ** 3'],
    ['determinism', 'metrics/a.ts', 'const a = `${Math.atan2(1, 2)}`'],
    ['determinism', 'sim/a.ts', 'const a = Date.now()'],
    ['determinism', 'metrics/a.ts', 'const a = new Date()'],
    ['determinism', 'sim/a.ts', 'const a = performance.now()'],
    ['determinism', 'sim/a.ts', 'setTimeout(a, 1)'],
    ['clock', 'views/a.tsx', 'requestAnimationFrame(draw)'],
    ['length', 'views/a.tsx', 'a()\n'.repeat(401)],
    ['folder', 'helpers/a.ts', ''],
    ['folder', 'a.ts', ''],
  ])('%s: %s', (rule, path, text) => {
    expect(rulesBroken(path, text)).toEqual([rule])
  })
})

describe('what is allowed passes', () => {
  test.each([
    ['sim/kernel/a.ts', `import { b } from '../../base/b'\nimport { c } from './c'\nconst d = Math.floor(2 ** -32) + 2 ** n + 10n ** 12n`],
    ['text/en/a.ts', `import type { RuleId } from '../../rules/registry'`],
    ['views/stage/a.tsx', `import { useStore } from 'zustand'\nimport { Dialog } from '@base-ui/react/dialog'\nimport '../a.css'`],
    ['views/a.tsx', 'const a = Math.exp(1) + Date.now()'],
    ['sim/a.test.ts', `import fc from 'fast-check'\nimport { b } from '../scenario/testing/b'\nconst t = Math.log(2)`],
    ['sim/a.ts', `// Math.exp(1) would differ\n/** e ** x */\nconst a = 'new Date'`],
    ['playback/clock.ts', 'requestAnimationFrame(a)'],
    ['tools/a.mjs', `import { readFileSync } from 'node:fs'\nimport lock from '../../package.json'`],
    ['text/en/a.ts', 'a\n'.repeat(500)],
    ['views/a.tsx', 'a()\n'.repeat(400)],
    ['main.tsx', `import { createRoot } from 'react-dom/client'\nimport { App } from './views/shell/App'`],
  ])('%s', (path, text) => {
    expect(checkFile({ path, text })).toEqual([])
  })
})
