import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'

// It starts processes of its own; a busy machine must not fail it.
vi.setConfig({ testTimeout: 120_000 })

const root = fileURLToPath(new URL('../../../', import.meta.url))
const tsx = fileURLToPath(new URL('../../../node_modules/tsx/dist/cli.mjs', import.meta.url))

test('an unknown kind is named; the others are run all the same', () => {
  const cases = [
    { id: 'known', kind: 'trace-billing', inputs: { invocations: [{ init_ms: 1500, duration_ms: 100 }] } },
    { id: 'other', kind: 'lottery', inputs: {} },
  ]
  const input = JSON.stringify({ cases })
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, 'src/tools/conformance/main.ts', '-'], { cwd: root, input, encoding: 'utf8' })
  expect(JSON.parse(stdout)).toEqual({ known: { billed_ms_total: 1600 } })
  expect(stderr).toMatch(/other: the kind "lottery" is unknown/)
  expect(status).toBe(1)
})
