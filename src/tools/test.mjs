/**
 * `npm test`: everything a change must pass, in the order in which it fails fastest. Stops at the first stage
 * that fails. The last line is `N passed, N failed`, over unit and browser tests; a stage that fails without
 * a failing test (types, lint, build) counts as one failure.
 *
 * `--quick` leaves out build and browser; `--full` adds what takes minutes, and the browser tests tagged @full: more
 * sizes and palettes of what others look at too.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runBrowserTests } from './e2e.mjs'
import { ensureBrowser } from './browser.mjs'
import { installIfNeeded, requireNode, run, runScript } from './run.mjs'

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ ok: boolean, count?: Count }} StageResult */
/** @typedef {{ name: string, run: () => Promise<StageResult> }} Stage */

const MODES = { quick: '--quick', full: '--full' }

/**
 * Reads a reporter's file; null when the program ended before writing it.
 * @param {string} file
 * @returns {any}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/**
 * @param {string} name
 * @param {() => Promise<number>} command
 * @returns {Stage}
 */
const plain = (name, command) => ({ name, run: async () => ({ ok: (await command()) === 0 }) })

/**
 * @param {string} folder for the report
 * @param {boolean} full
 * @returns {Stage}
 */
function unitStage(folder, full) {
  const file = join(folder, 'unit.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  return {
    name: 'unit tests',
    run: async () => {
      const code = await runScript('vitest/vitest.mjs', ['run', ...reporters], {
        env: full ? { LAMBDASCOPE_FULL: '1' } : {},
      })
      const report = readReport(file)
      const count = { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }
      return { ok: code === 0, count }
    },
  }
}

/**
 * @param {string} folder for the report
 * @param {boolean} full
 * @returns {Stage}
 */
function browserStage(folder, full) {
  const file = join(folder, 'browser.json')
  return {
    name: 'browser tests',
    run: async () => {
      const code = await runBrowserTests(full ? [] : ['--grep-invert', '@full'], { E2E_REPORT: file })
      const stats = readReport(file)?.stats
      const count = { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) }
      return { ok: code === 0, count }
    },
  }
}

/**
 * @param {string} folder for the reports
 * @param {{ quick: boolean, full: boolean }} mode
 * @returns {Stage[]}
 */
function stagesFor(folder, { quick, full }) {
  const projects = ['src', 'src/sim', 'e2e']
  const stages = [
    ...projects.map((project) => plain(`types of ${project}`, () => runScript('typescript/bin/tsc', ['-p', project, '--noEmit']))),
    plain('lint', () => runScript('oxlint/bin/oxlint', ['-c', 'src/.oxlintrc.json', '--deny-warnings', 'src', 'e2e'])),
    unitStage(folder, full),
  ]
  if (quick) return stages
  stages.push(plain('build', () => runScript('vite/bin/vite.js', ['build', '--logLevel', 'warn'])), browserStage(folder, full))
  if (full) stages.push(plain('conformance', () => run('npm', ['run', '-s', 'conformance:full'])))
  return stages
}

/**
 * Runs the stages in turn up to the first that fails, says how each went, and adds up their tests.
 * @param {readonly Stage[]} stages
 * @param {(line: string) => void} [say]
 * @returns {Promise<Count>}
 */
export async function runStages(stages, say = console.log) {
  const total = { passed: 0, failed: 0 }
  for (const stage of stages) {
    const begin = performance.now()
    const { ok, count } = await stage.run()
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    total.passed += count?.passed ?? 0
    total.failed += count?.failed ?? 0
    say(`${ok ? 'ok    ' : 'FAILED'} ${stage.name} (${seconds} s)`)
    if (ok) continue
    say(`Stopped: ${stage.name} failed.`)
    if ((count?.failed ?? 0) === 0) total.failed += 1
    return total
  }
  return total
}

/** @param {{ quick: boolean, full: boolean }} mode */
async function main(mode) {
  requireNode()
  await installIfNeeded()
  // Ask for the browser now: a missing one should not show only after everything else has run.
  if (!mode.quick) console.log(`Browser: ${await ensureBrowser()}`)
  const folder = mkdtempSync(join(tmpdir(), 'lambdascope-test-'))
  try {
    const { passed, failed } = await runStages(stagesFor(folder, mode))
    console.log(`${passed} passed, ${failed} failed`)
    process.exitCode = failed === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = new Set(process.argv.slice(2))
  main({ quick: args.has(MODES.quick), full: args.has(MODES.full) }).catch((error) => {
    console.error(error.message)
    console.log('0 passed, 1 failed')
    process.exitCode = 1
  })
}
