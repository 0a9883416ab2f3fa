/** What the command line tools share: running a program, and having the packages installed. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
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

/** @typedef {Readonly<Record<string, { version?: string, optional?: boolean }>>} LockPackages */

/**
 * True when what is installed is not what the lock file asks for. Optional packages (bindings for other
 * platforms) may be missing. Contents, not file times: a checkout changes those.
 * @param {LockPackages} locked
 * @param {LockPackages} installed
 * @returns {boolean}
 */
export const installDiffers = (locked, installed) =>
  Object.entries(locked).some(([folder, { version, optional }]) => {
    const found = installed[folder]?.version
    return folder !== '' && found !== version && !(optional && found === undefined)
  })

/** @returns {boolean} */
function installIsStale() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return true
  const [locked, found] = [join(ROOT, 'package-lock.json'), installed].map((file) => JSON.parse(readFileSync(file, 'utf8')))
  return installDiffers(locked.packages, found.packages)
}

/** Installs the packages of the lock file if that has not been done; throws when it fails. */
export async function installIfNeeded() {
  if (!installIsStale()) return
  console.error('Installing packages (once, npm ci) ...')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund'], { stdoutToStderr: true })
  if (code !== 0) throw new Error('The packages could not be installed; npm said why above.')
}
