import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { simulate } from '../sim/simulate.ts'
import { hashTrace } from '../sim/trace/hash.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import { recordRow, summarize } from './summary.ts'

// Each run starts a Node of its own; a busy machine must not fail it.
vi.setConfig({ testTimeout: 120_000 })

const root = fileURLToPath(new URL('../../', import.meta.url))
const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url))

/** Runs the tool as its users do. */
function run(arguments_: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, 'src/tools/simulate.ts', ...arguments_], { cwd: root, input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const small = defaultScenario({ title: 'small', durationMs: 2_000, seed: 5 })

describe('summary', () => {
  const trace = simulate(small)
  const summary = summarize(trace, small)
  test('counts agree with one another', () => {
    expect(summary.hash).toBe(hashTrace(trace))
    expect(summary.requests.sent).toBe(trace.requests)
    expect(summary.attempts.arrivals).toBe(summary.requests.sent + summary.attempts.retries)
    expect(summary.environments.created).toBe(summary.attempts.coldStarts)
    expect(summary.responseMs.count).toBe(Object.values(summary.requests.outcomes).reduce((sum, count) => sum + count, 0))
    expect(summary.concurrency.mean).toBeLessThanOrEqual(summary.concurrency.max)
    expect(summary.concurrency.mean).toBeGreaterThan(0)
  })
  test('names what the day of its rules did not have', () => {
    expect(summary.notices).toEqual([])
    const old = { ...small, lambdaAsOf: '2020-01-01', functions: small.functions.map((fn) => ({ ...fn, MemorySize: 4096, Runtime: 'java11' })) }
    expect(summarize(simulate(old), old).notices).toEqual([
      {
        message: 'memory above 3,008 MB is available since 2020-12-01; the rules are those of 2020-01-01',
        since: '2020-12-01',
        rule: 'AV-04',
        usedBy: ['orders-api'],
      },
    ])
  })
  test('rows name what the codes stand for', () => {
    expect(recordRow(trace, small, 0)).toMatchObject({ record: 0, kind: 'arrival', lane: 'source callers', request: 0, cause: null })
    expect(recordRow(trace, small, 1)).toMatchObject({ kind: 'create', lane: expect.stringMatching(/^environment \d+ of orders-api \(on-demand\)$/), cause: 0 })
  })
})

describe('simulate on the command line', () => {
  test('prints JSON that holds the rows, and takes another seed', () => {
    const { status, stdout } = run(['-', '--trace', '--seed', '6'], JSON.stringify(small))
    expect(status).toBe(0)
    const printed = JSON.parse(stdout)
    expect(printed).toMatchObject({ seed: 6, title: 'small' })
    expect(printed.trace).toHaveLength(printed.records)
    expect(printed.hash).toBe(hashTrace(simulate({ ...small, seed: 6 })))
  })
  test('reads a file that begins with the mark of its encoding', () => {
    expect(run(['-'], `\uFEFF${JSON.stringify(small)}`)).toMatchObject({ status: 0, stderr: '' })
  })
  test('ends quietly when nobody reads on', async () => {
    const long = { ...small, durationMs: 600_000 }
    const child = spawn(process.execPath, [tsx, 'src/tools/simulate.ts', '-', '--trace'], { cwd: root })
    let complaints = ''
    child.stderr.on('data', (text: Buffer) => (complaints += text.toString()))
    child.stdout.once('data', () => child.stdout.destroy())
    child.stdin.end(JSON.stringify(long))
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' })
  })
  test('refuses what is not a scenario with code 2 and names the field', () => {
    const { status, stdout, stderr } = run(['-'], JSON.stringify({ version: 1, functions: [{ FunctionName: 'a', MemorySize: 5 }] }))
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('MemorySize')
  })
  test('a wrong call is answered with how to call it', () => {
    const { status, stderr } = run(['--sede', '3'])
    expect(status).toBe(2)
    expect(stderr).toContain('--sede')
    expect(stderr).toContain('Usage')
  })
})
