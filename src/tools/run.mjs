/** What the command line tools share: running a program, and having the packages installed. */
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const NODE_FLOOR = /** @type {const} */ ([20, 19])

/** Throws when this Node is too old for the build tools. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > NODE_FLOOR[0] || (major === NODE_FLOOR[0] && minor >= NODE_FLOOR[1])) return
  throw new Error(`Lambdascope needs Node ${NODE_FLOOR.join('.')} or newer; this is ${process.versions.node}.`)
}

/**
 * Runs a program in the project's folder and resolves with its exit code (1 when a signal ended it).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, stdoutToStderr?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = {}, stdoutToStderr = false } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', stdoutToStderr ? process.stderr : 'inherit', 'inherit'],
      // npm is a script on Windows, which only a shell starts.
      shell: process.platform === 'win32' && command === 'npm',
    })
    child.on('error', failed)
    child.on('close', (code) => done(code ?? 1))
  })
}

/**
 * Runs the command line script of an installed package with this Node.
 * @param {string} script path below `node_modules`
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, stdoutToStderr?: boolean }} [options]
 */
export const runScript = (script, args, options) =>
  run(process.execPath, [join(ROOT, 'node_modules', script), ...args], options)

/** True when `node_modules` is missing or older than the lock file. */
function installIsStale() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json')
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(ROOT, 'package-lock.json')).mtimeMs
}

/** Installs the packages of the lock file if that has not been done; throws when it fails. */
export async function installIfNeeded() {
  if (!installIsStale()) return
  console.error('Installing packages (once, npm ci) ...')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund'], { stdoutToStderr: true })
  if (code !== 0) throw new Error('The packages could not be installed; npm said why above.')
}
