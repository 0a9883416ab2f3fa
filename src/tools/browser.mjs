/**
 * Finds a Chromium for the browser tests: CHROMIUM_PATH, then an installed one, then Playwright's own.
 * `node src/tools/browser.mjs` prints its path.
 */
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run, runScript } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * @param {string} file
 * @returns {boolean}
 */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Playwright's own download, if it is there.
 * @returns {string | null}
 */
function playwrightBrowser() {
  try {
    const { chromium } = createRequire(import.meta.url)('@playwright/test')
    const file = chromium.executablePath()
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/**
 * Path of a Chromium on this machine, or null. A CHROMIUM_PATH that leads nowhere is an error, not a hint.
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {string | null}
 */
export function findBrowser(env = process.env) {
  const given = env['CHROMIUM_PATH']
  if (given) {
    if (isExecutable(given)) return given
    throw new Error(`CHROMIUM_PATH is "${given}", which is not an executable file.`)
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPLICATIONS]
  return candidates.find(isExecutable) ?? playwrightBrowser()
}

/** @returns {Promise<boolean>} */
async function installWithApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const options = { stdoutToStderr: true, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  return (
    (await run('apt-get', ['update'], options)) === 0 &&
    (await run('apt-get', ['install', '-y', 'chromium'], options)) === 0
  )
}

/**
 * Path of a Chromium; downloads or installs one if there is none. Throws, saying what to install, if that fails.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const found = findBrowser()
  if (found !== null) return found
  console.error('No Chromium found; asking Playwright to download one ...')
  await runScript('@playwright/test/cli.js', ['install', 'chromium'], { stdoutToStderr: true })
  const downloaded = findBrowser()
  if (downloaded !== null) return downloaded
  console.error('The download failed; trying the system package ...')
  const installed = (await installWithApt()) ? findBrowser() : null
  if (installed !== null) return installed
  throw new Error(
    'The browser tests need Chromium or Chrome and none could be installed. Install one (Debian, Ubuntu: ' +
      'apt-get install chromium) or name one: CHROMIUM_PATH=/path/to/chrome npm test',
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureBrowser().then(console.log, (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
